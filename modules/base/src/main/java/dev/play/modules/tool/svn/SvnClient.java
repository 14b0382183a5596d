package dev.play.modules.tool.svn;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.PathExpansion;
import dev.play.module.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The host's svn, as one task calls it.
 *
 * @param options before the command: who logs in, which settings hold
 * @param stdin what it reads: the password, where there is one
 */
public record SvnClient(String svn, List<String> options, Blob stdin) {
  // In plain C svn has no names but ASCII.
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C.UTF-8");

  /**
   * Finds it.
   *
   * @param anyServer take servers whose certificate nobody has signed that we know
   */
  public static SvnClient of(
      HostView host,
      Optional<HostPath> executable,
      Optional<String> user,
      Optional<Secret> password,
      boolean anyServer) {
    HostPath svn =
        executable
            .or(() -> host.known(new Probe.Tool("svn")))
            .orElseThrow(
                () ->
                    new ModuleFailure(
                        "svn is not on the host: install the package subversion first"));
    List<String> options = new ArrayList<>(List.of("--non-interactive", "--no-auth-cache"));
    // svn makes the directory where it is not there, and asking is to leave nothing behind.
    HostPath settings = PathExpansion.of(HostPath.of("~/.subversion"), host);
    if (!host.known(new Probe.FileAt(settings, true)).exists()) {
      options.add("--config-dir=/dev/null");
    }
    if (anyServer) {
      options.add("--trust-server-cert");
    }
    user.ifPresent(name -> options.add("--username=" + name));
    if (password.isPresent()) {
      options.add("--password-from-stdin");
    }
    return new SvnClient(
        svn.text(), options, Blob.of(password.map(p -> p.reveal() + "\n").orElse("")));
  }

  /** What {@code svn info} tells of a working copy; empty where the directory is none. */
  public Optional<SvnInfo> workingCopy(HostPath dest, HostView host) {
    CommandOutput told = ask(host, Set.of(new Resource.Tree(dest)), "info", dest.operand());
    // E155007: not a working copy. Anything else is a failure to be told.
    if (!told.ok() && !told.err().contains("E155007")) {
      throw new ModuleFailure(told.err().strip());
    }
    return told.ok() ? Optional.of(SvnInfo.parse(told.out())) : Optional.empty();
  }

  /**
   * What {@code svn info} tells of an address at a revision.
   *
   * @throws ModuleFailure where it cannot be read, with svn's words
   */
  public SvnInfo remote(String repo, String revision, HostView host) {
    Set<Resource> about = new HashSet<>(Set.of(Resource.topic("svn " + repo)));
    if (repo.startsWith("file:///")) {
      about.add(Resource.tree(repo.substring("file://".length())));
    }
    CommandOutput told = ask(host, about, "info", "--revision=" + revision, repo);
    if (!told.ok()) {
      throw new ModuleFailure("cannot read the repository " + repo + ": " + told.err().strip());
    }
    return SvnInfo.parse(told.out());
  }

  /** Whether something that the repository knows was changed by hand. */
  public boolean modified(HostPath dest, HostView host) {
    Set<Resource> about = Set.of(new Resource.Tree(dest));
    CommandOutput told =
        ask(host, about, "status", "--quiet", "--ignore-externals", dest.operand());
    if (!told.ok()) {
      throw new ModuleFailure(told.err().strip());
    }
    // X: a directory from elsewhere. A changelist has a heading of its own.
    return told.out()
        .lines()
        .anyMatch(line -> !line.isBlank() && !line.startsWith("X") && !line.startsWith("---"));
  }

  /** A command that changes the working copy. */
  public Effect run(String why, HostPath dest, List<String> words) {
    return Effect.Run.of(
        Command.of(argv(words)).withEnvironment(ENVIRONMENT).withStdin(stdin),
        why,
        Set.of(new Resource.Tree(dest)));
  }

  private CommandOutput ask(HostView host, Set<Resource> about, String... words) {
    return host.known(new Probe.Query(argv(List.of(words)), ENVIRONMENT, stdin, about));
  }

  private List<String> argv(List<String> words) {
    List<String> argv = new ArrayList<>(List.of(svn));
    argv.addAll(options);
    argv.addAll(words);
    return argv;
  }
}
