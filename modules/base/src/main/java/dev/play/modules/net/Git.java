package dev.play.modules.net;

import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.net.git.Checkout;
import dev.play.modules.net.git.GitDirectory;
import dev.play.modules.net.git.GitSteps;
import dev.play.modules.net.git.RemoteRefs.Version;
import dev.play.modules.net.git.TreeArchive;
import dev.play.modules.net.git.WorkTree;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Keeps a checkout of a git repository at a version. */
@ModuleDoc(
    name = "git",
    also = "ansible.builtin.git",
    summary = "Keeps a checkout of a git repository at a version.",
    example =
        """
        - git:
            repo: https://example.org/app.git
            dest: /srv/app
            version: v1.4
        """,
    notes = "Needs git on the host.")
public final class Git implements Module<Git.Args> {
  private static final Plan NOT_CLONED =
      Plan.same(TaskResult.of("before", null, "msg", "not cloned: clone is false"));

  /** The arguments. */
  public record Args(
      @Param(value = "address of the repository", aliases = "name") String repo,
      @Param("where the checkout goes; with clone: false it may be left out")
          Optional<HostPath> dest,
      @Param(value = "branch, tag or commit", def = "HEAD") String version,
      @Param(value = "name of the remote", def = "origin") String remote,
      @Param("further refs to fetch") Optional<String> refspec,
      @Param(value = "throw changes made by hand away", def = "false") boolean force,
      @Param("how many commits of history") Optional<Integer> depth,
      @Param(value = "clone when it is not there", name = "clone", def = "true")
          boolean cloneMissing,
      @Param(value = "bring an existing checkout up to date", def = "true") boolean update,
      @Param(value = "take submodules to their branches' heads", def = "false")
          boolean trackSubmodules,
      @Param(value = "submodules too", def = "true") boolean recursive,
      @Param(value = "without a work tree", def = "false") boolean bare,
      @Param(value = "take any host key", def = "false") boolean acceptHostkey,
      @Param(value = "take the key of a host that is not known yet", def = "false")
          boolean acceptNewhostkey,
      @Param("private key on the host") Optional<HostPath> keyFile,
      @Param("further options of ssh") Optional<String> sshOpts,
      @Param("git's own path") Optional<HostPath> executable,
      @Param("repository on the host to borrow objects from") Optional<HostPath> reference,
      @Param(value = "fetch the version's history only", def = "false") boolean singleBranch,
      @Param("umask to work under") Optional<String> umask,
      @Param(value = "check the version's signature", def = "false") boolean verifyCommit,
      @Param(
              value = "fingerprints of those whose signature counts, with verify_commit",
              def = "",
              aliases = "gpg_whitelist")
          List<String> gpgAllowlist,
      @Param("pack the version's files into this, which ends in .zip, .tar, .tar.gz or .tgz")
          Optional<HostPath> archive,
      @Param("put before each name in the archive") Optional<String> archivePrefix,
      @Param("where the repository itself goes") Optional<HostPath> separateGitDir) {
    public Args {
      if (dest.isEmpty() && cloneMissing) {
        throw new IllegalArgumentException(
            "the destination directory must be specified unless clone=no");
      }
      if (archivePrefix.isPresent() && archive.isEmpty()) {
        throw new IllegalArgumentException("archive_prefix needs archive");
      }
      archive.ifPresent(path -> new TreeArchive(path, archivePrefix, version));
      if (!gpgAllowlist.stream().allMatch(key -> key.matches("[0-9A-Fa-f]+"))) {
        throw new IllegalArgumentException("gpg_allowlist must hold fingerprints");
      }
      if (bare && separateGitDir.isPresent()) {
        throw new IllegalArgumentException("separate_git_dir and bare cannot be given together");
      }
      for (String word : List.of(repo, version, remote, refspec.orElse(""))) {
        if (word.startsWith("-")) {
          throw new IllegalArgumentException("git would take this for an option: '" + word + "'");
        }
      }
      if (umask.isPresent() && !umask.get().matches("0?[0-7]{3,4}")) {
        throw new IllegalArgumentException("umask must be octal, like 0022");
      }
      if (depth.isPresent() && depth.get() < 1) {
        throw new IllegalArgumentException("depth must be at least 1");
      }
    }

    /** Where it goes; nothing is done there when none is given. */
    private HostPath place() {
      return dest.orElse(HostPath.of("."));
    }

    private HostPath gitDirectory() {
      return bare ? place() : separateGitDir.orElse(place().child(".git"));
    }

    private Checkout request() {
      return new Checkout(
          repo,
          place(),
          version,
          remote,
          refspec,
          depth,
          trackSubmodules,
          recursive,
          bare,
          hostKeys(),
          keyFile,
          sshOpts,
          reference,
          singleBranch,
          verifyCommit,
          gpgAllowlist.stream().map(key -> key.toUpperCase(Locale.ROOT)).toList(),
          separateGitDir);
    }

    private String hostKeys() {
      return acceptHostkey ? "no" : acceptNewhostkey ? "accept-new" : "";
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> touched = new HashSet<>();
    args.dest().ifPresent(d -> touched.add(new Resource.Tree(d)));
    args.separateGitDir().ifPresent(d -> touched.add(new Resource.Tree(d)));
    args.archive().ifPresent(a -> touched.add(Resource.path(a)));
    return touched;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    String git = tool(args, host);
    if (args.dest().isEmpty()) {
      return remoteHead(args, git, host);
    }
    Optional<Plan> moved =
        args.separateGitDir()
            .flatMap(
                place ->
                    new GitDirectory(git, args.place(), args.request().environment())
                        .movedTo(place, host));
    if (moved.isPresent()) {
      return moved.get();
    }
    Plan plan = checkout(args, git, host);
    boolean packs = args.archive().isPresent() && !plan.equals(NOT_CLONED);
    return packs
        ? new TreeArchive(args.archive().get(), args.archivePrefix(), args.version())
            .after(plan, steps(args, git), host)
        : plan;
  }

  private Plan checkout(Args args, String git, HostView host) {
    Optional<WorkTree> found =
        WorkTree.read(
            host,
            git,
            args.place(),
            args.gitDirectory(),
            args.remote(),
            args.bare(),
            args.recursive() && !args.trackSubmodules());
    if (found.isEmpty() && !args.cloneMissing()) {
      return NOT_CLONED;
    }
    if (found.isPresent() && found.get().modified() && !args.force() && args.update()) {
      return Plan.failed(
          "Local modifications exist in the destination: " + args.place() + " (force=no).");
    }
    String head = found.map(WorkTree::head).orElse("");
    if (found.isPresent() && !args.update()) {
      return Plan.same(values(head, head, false));
    }
    boolean sameUrl = found.isPresent() && found.get().url().equals(Optional.of(args.repo()));
    Version version = args.request().resolve(git, host);
    boolean settled =
        found.isPresent()
            && sameUrl
            && version.isAt(head)
            && !found.get().modified()
            && !found.get().staleSubmodules()
            && !args.trackSubmodules();
    GitSteps steps = steps(args, git);
    if (settled) {
      return args.request().settled(version, values(head, head, false), steps, host);
    }
    if (found.isEmpty()) {
      args.request().cloneIt(version, steps);
    } else {
      args.request().updateIt(version, found.get(), sameUrl, steps);
    }
    steps.in("rev-parse", "HEAD");
    boolean urlChanged = found.isPresent() && !sameUrl;
    boolean sure = urlChanged || found.map(w -> w.modified() || w.staleSubmodules()).orElse(true);
    if (version.commit().isPresent() && (sure || !version.isAt(head))) {
      TaskResult known = values(head, version.commit().get(), urlChanged);
      return new Plan.Change(
          steps.effects(), Checkout.telling(outcomes -> known), false, false, Optional.empty());
    }
    Plan.Telling result =
        Checkout.telling(
            outcomes -> {
              String after = outcomes.getLast().output().out().trim();
              boolean submodules =
                  outcomes.stream().anyMatch(o -> o.output().out().contains(": checked out"));
              return values(head, after, urlChanged)
                  .changed(sure || submodules || !after.equals(head));
            });
    return sure
        ? Plan.run(steps.effects(), result)
        : new Plan.Perhaps(steps.effects(), result, "until " + args.repo() + " is fetched");
  }

  /** What the version is at the remote: a change, as in Ansible, though nothing is done. */
  private static Plan remoteHead(Args args, String git, HostView host) {
    String head = args.request().resolve(git, host).commit().orElse("");
    return Plan.same(values("", head, false).changed(true));
  }

  private static TaskResult values(String before, String after, boolean urlChanged) {
    return TaskResult.of(
        "before", before.isEmpty() ? null : before,
        "after", after,
        "remote_url_changed", urlChanged);
  }

  private static String tool(Args args, HostView host) {
    if (args.executable().isPresent()) {
      return args.executable().get().text();
    }
    return host.known(new Probe.Tool("git"))
        .map(HostPath::text)
        .orElseThrow(
            () -> new ModuleFailure("git is not on the host: install the package git first"));
  }

  private GitSteps steps(Args args, String git) {
    return new GitSteps(
        git,
        args.place(),
        "check out " + args.version() + " of " + args.repo(),
        args.request().environment(),
        args.umask(),
        mayTouch(args));
  }
}
