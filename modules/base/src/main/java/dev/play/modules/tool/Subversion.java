package dev.play.modules.tool;

import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.tool.svn.SvnClient;
import dev.play.modules.tool.svn.SvnInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Working copies of Subversion. Options and results as in {@code ansible.builtin.subversion}. */
@ModuleDoc(
    name = "subversion",
    also = "ansible.builtin.subversion",
    summary = "Keeps a working copy of a Subversion repository at a revision, or exports one.",
    example = "subversion: {repo: 'https://example.org/svn/app/trunk', dest: /srv/app}",
    notes = "Needs svn 1.10 on the host; what has been changed is asked of the repository.")
public final class Subversion implements Module<Subversion.Args> {
  /** The arguments. */
  public record Args(
      @Param(
              value = "address of the repository",
              aliases = {"name", "repository"})
          String repo,
      @Param("where the working copy goes") Optional<HostPath> dest,
      @Param(
              value = "a number, HEAD or a {date}",
              def = "HEAD",
              aliases = {"rev", "version"})
          String revision,
      @Param(value = "throw changes made by hand away", def = "false") boolean force,
      @Param(value = "check out over a directory that is there", def = "false") boolean inPlace,
      @Param("who logs in") Optional<String> username,
      @Param("the password") Optional<Secret> password,
      @Param("svn's own path") Optional<HostPath> executable,
      @Param(value = "check out when it is not there", def = "true") boolean checkout,
      @Param(value = "bring a working copy up to date", def = "true") boolean update,
      @Param(value = "files only, no working copy", def = "false") boolean export,
      @Param(value = "take a working copy of another address over", name = "switch", def = "true")
          boolean switchAddress,
      @Param(value = "take no server that has an unknown certificate", def = "false")
          boolean validateCerts) {
    public Args {
      for (String word : List.of(repo, revision)) {
        if (word.isEmpty() || word.startsWith("-")) {
          throw new IllegalArgumentException("svn would take this for an option: '" + word + "'");
        }
      }
      if (dest.isEmpty() && (checkout || update || export)) {
        throw new IllegalArgumentException(
            "the destination directory must be specified unless checkout=no, update=no, and"
                + " export=no");
      }
      if (dest.filter(d -> d.text().indexOf('@') >= 0).isPresent()) {
        throw new IllegalArgumentException(
            "svn would take what follows the @ of dest for a revision");
      }
      if (password.filter(p -> p.reveal().indexOf('\n') >= 0).isPresent()) {
        throw new IllegalArgumentException("a password cannot hold a line break");
      }
    }
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.dest().<Set<Resource>>map(d -> Set.of(new Resource.Tree(d))).orElse(Set.of());
  }

  @Override
  public Plan plan(Args args, HostView host) {
    SvnClient svn =
        SvnClient.of(
            host, args.executable(), args.username(), args.password(), !args.validateCerts());
    if (!args.export() && !args.update() && !args.checkout()) {
      SvnInfo remote = svn.remote(args.repo(), args.revision(), host);
      return Plan.same(TaskResult.of("after", "Revision: " + remote.revision()));
    }
    HostPath dest = args.dest().orElseThrow();
    FileInfo there = host.known(new Probe.FileAt(dest, true));
    if (args.export()) {
      return there.exists() && !args.force()
          ? Plan.failed(dest + " is there already: force: true exports over it")
          : exported(args, dest, svn, host);
    }
    if (!there.exists()) {
      return args.checkout()
          ? checkedOut(args, dest, svn, host)
          : Plan.same(TaskResult.of("msg", "not checked out: checkout is false"));
    }
    Optional<SvnInfo> now = svn.workingCopy(dest, host);
    if (now.isPresent()) {
      return args.update() ? updated(args, dest, now.get(), svn, host) : Plan.same();
    }
    return args.inPlace()
        ? checkedOut(args, dest, svn, host)
        : Plan.failed(dest + " is there already and is no working copy of Subversion");
  }

  private static Plan exported(Args args, HostPath dest, SvnClient svn, HostView host) {
    SvnInfo target = svn.remote(args.repo(), args.revision(), host);
    List<String> words = at("export", target);
    if (args.force()) {
      words.add("--force");
    }
    words.addAll(List.of(args.repo(), dest.operand()));
    return Plan.change(List.of(svn.run("export " + args.repo(), dest, words)));
  }

  private static Plan checkedOut(Args args, HostPath dest, SvnClient svn, HostView host) {
    SvnInfo target = svn.remote(args.repo(), args.revision(), host);
    List<String> words = at("checkout", target);
    if (args.inPlace()) {
      words.add("--force");
    }
    words.addAll(List.of(args.repo(), dest.operand()));
    List<Effect> effects = new ArrayList<>();
    effects.add(svn.run("check out " + args.repo(), dest, words));
    if (args.inPlace() && args.force()) {
      effects.add(reverted(dest, svn));
    }
    return Plan.change(effects, TaskResult.of("before", null, "after", target.lines()));
  }

  private static Plan updated(Args args, HostPath dest, SvnInfo now, SvnClient svn, HostView host) {
    boolean modified = svn.modified(dest, host);
    if (modified && !args.force()) {
      return Plan.failed(
          "files were changed by hand in " + dest + ": force: true throws that away");
    }
    String address = args.switchAddress() ? args.repo() : now.url();
    SvnInfo target = svn.remote(address, args.revision(), host);
    boolean elsewhere = !target.url().equals(now.url());
    boolean older = !target.lastChanged().equals(now.lastChanged());
    List<Effect> effects = new ArrayList<>();
    if (modified) {
      effects.add(reverted(dest, svn));
    }
    if (elsewhere || older) {
      List<String> words = at(elsewhere ? "switch" : "update", target);
      if (elsewhere) {
        words.add(args.repo());
      }
      words.add(dest.operand());
      effects.add(svn.run("bring " + dest + " to revision " + target.revision(), dest, words));
    }
    SvnInfo after = elsewhere || older ? target : now;
    return Plan.change(effects, TaskResult.of("before", now.lines(), "after", after.lines()));
  }

  private static Effect reverted(HostPath dest, SvnClient svn) {
    return svn.run(
        "throw away what was changed by hand in " + dest,
        dest,
        List.of("revert", "--recursive", dest.operand()));
  }

  /** What is done is what was planned, whatever is committed between. */
  private static List<String> at(String command, SvnInfo target) {
    return new ArrayList<>(List.of(command, "--revision=" + target.revision()));
  }
}
