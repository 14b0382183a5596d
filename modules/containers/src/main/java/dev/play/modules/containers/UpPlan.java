package dev.play.modules.containers;

import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.compose.ComposePlan;
import dev.play.modules.containers.compose.Running;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bringing a project up.
 *
 * @param found what that would do
 */
record UpPlan(ComposeUp.Args args, ComposePlan found) {
  static UpPlan of(ComposeUp.Args args, HostView host) {
    return new UpPlan(
        args,
        ComposePlan.of(
            args.project(),
            host,
            new ComposePlan.Wanted(
                args.scale(),
                args.build() != ComposeUp.When.NEVER,
                args.removeOrphans(),
                args.services(),
                args.dependencies(),
                args.recreate() != ComposeUp.Recreate.NEVER)));
  }

  Plan plan() {
    if (args.pull() == ComposeUp.When.ALWAYS || args.build() == ComposeUp.When.ALWAYS) {
      return perhaps();
    }
    List<String> reasons = new ArrayList<>(found.reasons());
    if (args.recreate() == ComposeUp.Recreate.ALWAYS) {
      reasons.add("recreate all (recreate: always)");
    }
    TaskResult result = found.config().result().with("actions", reasons);
    if (reasons.isEmpty()) {
      return Plan.same(result.with("containers", found.running().told()));
    }
    List<Effect> effects = prepared();
    int up = bringUp(effects);
    StringBuilder diff = new StringBuilder();
    reasons.forEach(r -> diff.append("+ ").append(r).append('\n'));
    return new Plan.Change(
        effects,
        outcomes -> args.waiting().judge(outcomes, told(result, outcomes.get(up + 1))),
        false,
        false,
        Optional.of(diff.toString()));
  }

  /** Images that have to be built, and containers that compose would leave off their networks. */
  private List<Effect> prepared() {
    List<Effect> effects = new ArrayList<>();
    if (!found.builds().isEmpty()) {
      List<String> build = new ArrayList<>(List.of("build"));
      build.addAll(found.builds());
      effects.add(found.project().run(build, "build " + String.join(", ", found.builds())));
    }
    if (!found.detached().isEmpty()) {
      List<String> again =
          new ArrayList<>(List.of("up", "--detach", "--no-color", "--no-deps", "--force-recreate"));
      again.addAll(found.detached());
      effects.add(
          found
              .project()
              .up(found.config().name(), again, "recreate " + String.join(", ", found.detached())));
    }
    return effects;
  }

  /** Whether pulling or building brings something new shows only in whether containers change. */
  private Plan perhaps() {
    List<Effect> effects = new ArrayList<>();
    if (args.pull() == ComposeUp.When.ALWAYS) {
      effects.add(found.project().run(List.of("pull", "--ignore-buildable"), "pull the images"));
    }
    if (args.build() == ComposeUp.When.ALWAYS) {
      effects.add(found.project().run(List.of("build"), "build the images"));
    }
    int up = bringUp(effects);
    boolean isBuilt = args.build() == ComposeUp.When.ALWAYS && !args.ignoreBuildEvents();
    boolean sure = isBuilt || !found.reasons().isEmpty();
    return new Plan.Perhaps(
        effects,
        outcomes -> {
          String said = outcomes.get(up).output().err() + outcomes.get(up).output().out();
          boolean changed =
              sure || said.matches("(?s).*\\b(Created|Recreated|Started|Removed)\\b.*");
          TaskResult result = found.config().result().changed(changed);
          return args.waiting().judge(outcomes, told(result, outcomes.get(up + 1)));
        },
        "until the images are pulled or built");
  }

  /**
   * Adds bringing it up, a look at its containers, and one at whether they are well.
   *
   * @return which effect the first of these is
   */
  private int bringUp(List<Effect> effects) {
    int up = effects.size();
    String name = found.config().name();
    effects.add(found.project().up(name, command(), "bring up " + name));
    effects.add(Running.look(found.project(), name));
    args.waiting().ask(effects, found.project(), name);
    return up;
  }

  private static TaskResult told(TaskResult result, Plan.Outcome look) {
    return result.with(
        "containers",
        // In a check nothing was looked at.
        look.output().out().isBlank()
            ? new Value.Unknown("until the project is up")
            : Running.read(look.output()).told());
  }

  /** {@code docker compose up} with what the arguments ask for. */
  private List<String> command() {
    List<String> verb = new ArrayList<>(List.of("up", "--detach", "--no-color"));
    if (args.removeOrphans()) {
      verb.add("--remove-orphans");
    }
    if (args.recreate() == ComposeUp.Recreate.ALWAYS) {
      verb.add("--force-recreate");
    } else if (args.recreate() == ComposeUp.Recreate.NEVER) {
      verb.add("--no-recreate");
    }
    if (args.build() == ComposeUp.When.NEVER) {
      verb.add("--no-build");
    }
    if (args.pull() == ComposeUp.When.NEVER || args.pull() == ComposeUp.When.MISSING) {
      verb.addAll(List.of("--pull", args.pull() == ComposeUp.When.NEVER ? "never" : "missing"));
    }
    if (!args.dependencies()) {
      verb.add("--no-deps");
    }
    if (args.assumeYes() && !found.running().compose().isBefore(2, 32, 0)) {
      verb.add("--yes");
    }
    if (args.renewAnonVolumes()) {
      verb.add("--renew-anon-volumes");
    }
    if (args.waits()) {
      verb.add("--wait");
      args.waitTimeout()
          .ifPresent(t -> verb.addAll(List.of("--wait-timeout", Integer.toString(t))));
    }
    args.timeout().ifPresent(t -> verb.addAll(List.of("--timeout", Integer.toString(t))));
    args.scale().forEach((k, v) -> verb.addAll(List.of("--scale", k + "=" + v)));
    verb.addAll(args.services());
    return verb;
  }
}
