package dev.play.modules.net.git;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the repository of a checkout lies, which may be apart from it.
 *
 * @param environment that git is called with
 */
public record GitDirectory(String git, HostPath dest, Map<String, String> environment) {
  // $1 git, $2 the checkout, $3 where the repository is to be. A place whose parent is not there
  // has no other name.
  private static final String WHERE =
      """
      now=$("$1" -C "$2" rev-parse --absolute-git-dir) || exit
      place() { readlink -f -- "$1" || printf %s "$1"; }
      printf '%s\\0%s' "$(place "$now")" "$(place "$3")"
      """;

  /** What moves it to another place; nothing where it is there, or where there is none yet. */
  public Optional<Plan> movedTo(HostPath wanted, HostView host) {
    if (!host.known(new Probe.FileAt(dest.child(".git"), true)).exists()) {
      return Optional.empty();
    }
    Set<Resource> about = Set.of(new Resource.Tree(dest), new Resource.Tree(wanted));
    List<String> argv = List.of("/bin/sh", "-c", WHERE, "sh", git, dest.text(), wanted.text());
    CommandOutput told = host.known(new Probe.Query(argv, environment, Blob.of(""), about));
    if (!told.ok()) {
      return Optional.of(
          new Plan.Failed(
              "Current repo does not have a valid reference to a separate Git dir or it refers to"
                  + " the invalid path",
              TaskResult.of("details", told.err().strip())));
    }
    String[] places = told.out().split("\0", 2);
    if (places[0].equals(places[1])) {
      return Optional.empty();
    }
    if (host.known(new Probe.FileAt(wanted, false)).exists()) {
      return Optional.of(Plan.failed("Separate-git-dir path " + wanted + " already exists."));
    }
    Command move =
        Command.of(git, "-C", dest.text(), "init", "-q", "--separate-git-dir=" + places[1])
            .withEnvironment(environment);
    Effect effect =
        Effect.Run.of(
            move,
            "move the repository to " + wanted,
            Set.of(
                new Resource.Tree(dest),
                new Resource.Tree(wanted),
                new Resource.Tree(HostPath.of(places[0]))));
    TaskResult result = TaskResult.of("git_dir_before", places[0], "git_dir_now", places[1]);
    return Optional.of(
        new Plan.Change(List.of(effect), outcomes -> result, false, true, Optional.empty()));
  }
}
