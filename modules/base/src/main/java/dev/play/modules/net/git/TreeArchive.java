package dev.play.modules.net.git;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A version's files packed into one, by git archive: of one commit it is always the same bytes.
 *
 * @param prefix before each name in it
 */
public record TreeArchive(HostPath path, Optional<String> prefix, String version) {
  private static final Map<String, String> FORMATS =
      Map.of(".zip", "zip", ".gz", "tar.gz", ".tar", "tar", ".tgz", "tgz");

  // $1 is where it goes, the rest packs; what is there is replaced where it is another one.
  private static final String PACK =
      """
      to=$1; shift
      new=$to.play.$$
      trap 'rm -f -- "$new"' EXIT
      "$@" > "$new" || exit 1
      if cmp -s -- "$new" "$to"; then exit 0; fi
      mv -f -- "$new" "$to" && echo changed
      """;

  private static final String DIGEST = "\"$@\" | sha256sum";

  public TreeArchive {
    if (!FORMATS.containsKey(ending(path))) {
      throw new IllegalArgumentException(
          "archive must end in .zip, .tar, .tar.gz or .tgz, not " + path);
    }
  }

  private static String ending(HostPath path) {
    return path.name().substring(Math.max(path.name().lastIndexOf('.'), 0));
  }

  /** The plan with the archive made behind it, where it is not there already. */
  public Plan after(Plan plan, GitSteps steps, HostView host) {
    return switch (plan) {
      case Plan.Same(TaskResult result) ->
          isMade(steps, host)
              ? plan
              : Plan.change(List.of(steps.whole(pack(steps)).effects().getLast()), result);
      case Plan.Change change ->
          new Plan.Change(
              and(change.effects(), steps),
              outcomes -> change.result().apply(before(outcomes)),
              change.needsOutput(),
              change.mayFollow(),
              change.diff());
      case Plan.Perhaps(
              List<Effect> effects,
              Function<List<Plan.Outcome>, TaskResult> result,
              String because) ->
          new Plan.Perhaps(
              and(effects, steps),
              outcomes -> {
                TaskResult told = result.apply(before(outcomes));
                boolean packed = outcomes.getLast().output().out().contains("changed");
                return told.changed(told.changed().orElse(false) || packed);
              },
              because);
      case Plan.Unknown unknown -> unknown;
      case Plan.Failed failed -> failed;
      case Plan.Skipped skipped -> skipped;
    };
  }

  private List<Effect> and(List<Effect> effects, GitSteps steps) {
    List<Effect> out = new ArrayList<>(effects);
    out.add(steps.whole(pack(steps)).effects().getLast());
    return out;
  }

  private static List<Plan.Outcome> before(List<Plan.Outcome> outcomes) {
    return outcomes.isEmpty() ? outcomes : outcomes.subList(0, outcomes.size() - 1);
  }

  private boolean isMade(GitSteps steps, HostView host) {
    Optional<String> there = host.known(new Probe.DigestOf(path, DigestAlgorithm.SHA256));
    if (there.isEmpty()) {
      return false;
    }
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", DIGEST, "sh"));
    argv.addAll(archive(steps));
    CommandOutput told =
        host.known(
            new Probe.Query(
                argv, Map.of("LC_ALL", "C"), Blob.of(""), Set.of(new Resource.Tree(steps.dest()))));
    if (!told.ok() || !told.err().isBlank()) {
      throw new ModuleFailure("Failed to perform archive operation: " + told.err().strip());
    }
    return told.out().startsWith(there.get());
  }

  private List<String> pack(GitSteps steps) {
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", PACK, "sh", path.text()));
    argv.addAll(archive(steps));
    return argv;
  }

  private List<String> archive(GitSteps steps) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                steps.git(),
                "-C",
                steps.dest().text(),
                "archive",
                "--format=" + FORMATS.get(ending(path))));
    prefix.ifPresent(p -> argv.add("--prefix=" + p));
    argv.add(version);
    return argv;
  }
}
