package dev.play.modules.containers;

import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.compose.ComposePlan;
import dev.play.modules.containers.compose.Halt;
import dev.play.modules.containers.compose.Project;
import dev.play.modules.containers.compose.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compose projects. Options near {@code community.docker.docker_compose_v2}; what would change is
 * found out by comparing, never by compose's dry run.
 */
@ModuleDoc(
    name = "compose_up",
    also = {
      "docker_compose_v2",
      "community.docker.docker_compose_v2",
      "play.containers.compose_up"
    },
    summary = "Brings a compose project up, down, or to a stop.",
    example = "compose_up: {project_src: /srv/web, build: policy, wait: true}",
    notes = {
      "A changed file that is mounted, and a changed build context, recreate the service.",
      "pull: always and build: always can only be judged by what they do: a check says unknown."
    })
public final class ComposeUp implements Module<ComposeUp.Args> {
  /** The arguments. */
  public record Args(
      @Param("directory of the project on the host") HostPath projectSrc,
      @Param("name of the project; the directory's when not given") Optional<String> projectName,
      @Param(value = "files, relative to the directory", def = "") List<String> files,
      @Param(value = "files of variables", def = "") List<String> envFiles,
      @Param(value = "profiles to switch on", def = "") List<String> profiles,
      @Param(value = "only these services", def = "") List<String> services,
      @Param(value = "when images are pulled", def = "policy") When pull,
      @Param(
              value = "when images are built; policy: when what they are made from has changed",
              def = "policy")
          When build,
      @Param(value = "when containers are made anew", def = "auto") Recreate recreate,
      @Param(value = "remove containers whose service is no more", def = "false")
          boolean removeOrphans,
      @Param(value = "bring up what the services depend on too", def = "true") boolean dependencies,
      @Param(value = "wait until services run and are healthy", name = "wait", def = "false")
          boolean waits,
      @Param(value = "for how long, in seconds") Optional<Integer> waitTimeout,
      @Param(value = "how many containers of a service", def = "") Map<String, Integer> scale,
      @Param(value = "seconds to stop in") Optional<Integer> timeout,
      @Param(value = "make anonymous volumes anew too", def = "false") boolean renewAnonVolumes,
      @Param(
              value = "with absent: remove images (all, local)",
              choices = {"all", "local"})
          Optional<String> removeImages,
      @Param(value = "with absent: remove volumes", def = "false") boolean removeVolumes,
      @Param(value = "what the project is to be", def = "present") State state) {
    public Args {
      if (projectName.isPresent() && !projectName.get().matches("[a-z0-9][a-z0-9_-]*")) {
        throw new IllegalArgumentException(
            "a project's name holds lower-case letters, digits, - and _: '"
                + projectName.get()
                + "'");
      }
      if (build == When.MISSING) {
        throw new IllegalArgumentException(
            "build: missing is not there; policy builds what is missing or made from other sources");
      }
      for (String service : services) {
        if (!service.matches("[a-zA-Z0-9][a-zA-Z0-9._-]*")) {
          throw new IllegalArgumentException("not a service's name: '" + service + "'");
        }
      }
    }

    Waiting waiting() {
      return new Waiting(waits && waitTimeout.isPresent(), services);
    }

    Project project() {
      return new Project(projectSrc.normal(), projectName, files, envFiles, profiles, "");
    }
  }

  /** When something is done. */
  public enum When {
    POLICY,
    ALWAYS,
    NEVER,
    MISSING
  }

  /** When containers are made anew. */
  public enum Recreate {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** What a project is to be. */
  public enum State {
    PRESENT,
    ABSENT,
    STOPPED,
    RESTARTED
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    return args.project().touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return switch (args.state()) {
      case PRESENT -> up(args, host);
      case ABSENT ->
          Halt.down(
              args.project(),
              host,
              args.services(),
              new Halt.Removal(args.removeOrphans(), args.removeVolumes(), args.removeImages()),
              args.timeout());
      case STOPPED -> Halt.stop(args.project(), host, args.services(), args.timeout());
      case RESTARTED -> {
        List<String> verb = new ArrayList<>(List.of("restart"));
        args.timeout().ifPresent(t -> verb.addAll(List.of("--timeout", Integer.toString(t))));
        verb.addAll(args.services());
        ComposePlan.config(args.project(), host);
        yield Plan.change(List.of(args.project().run(verb, "restart")));
      }
    };
  }

  private static Plan up(Args args, HostView host) {
    ComposePlan plan =
        ComposePlan.of(
            args.project(),
            host,
            new ComposePlan.Wanted(
                args.scale(),
                args.build() != When.NEVER,
                args.removeOrphans(),
                args.services(),
                args.dependencies(),
                args.recreate() != Recreate.NEVER));
    List<String> verb = UpCommand.of(args);
    if (args.pull() == When.ALWAYS || args.build() == When.ALWAYS) {
      return perhaps(args, plan, verb);
    }
    List<String> reasons = new ArrayList<>(plan.reasons());
    if (args.recreate() == Recreate.ALWAYS) {
      reasons.add("recreate all (recreate: always)");
    }
    TaskResult result = plan.config().result().with("actions", reasons);
    if (reasons.isEmpty()) {
      return Plan.same(result);
    }
    List<Effect> effects = new ArrayList<>();
    if (!plan.builds().isEmpty()) {
      List<String> build = new ArrayList<>(List.of("build"));
      build.addAll(plan.builds());
      effects.add(plan.project().run(build, "build " + String.join(", ", plan.builds())));
    }
    if (!plan.detached().isEmpty()) {
      List<String> again =
          new ArrayList<>(List.of("up", "--detach", "--no-color", "--no-deps", "--force-recreate"));
      again.addAll(plan.detached());
      effects.add(
          plan.project()
              .up(plan.config().name(), again, "recreate " + String.join(", ", plan.detached())));
    }
    effects.add(bringUp(plan, verb));
    StringBuilder diff = new StringBuilder();
    reasons.forEach(r -> diff.append("+ ").append(r).append('\n'));
    args.waiting().ask(effects, plan.config().name());
    return new Plan.Change(
        effects,
        outcomes -> args.waiting().judge(outcomes, result),
        false,
        false,
        Optional.of(diff.toString()));
  }

  private static Effect.Run bringUp(ComposePlan plan, List<String> verb) {
    String name = plan.config().name();
    return plan.project().up(name, verb, "bring up " + name);
  }

  /** Whether pulling or building brings something new shows only in whether containers change. */
  private static Plan perhaps(Args args, ComposePlan plan, List<String> verb) {
    List<Effect> effects = new ArrayList<>();
    if (args.pull() == When.ALWAYS) {
      effects.add(plan.project().run(List.of("pull", "--ignore-buildable"), "pull the images"));
    }
    if (args.build() == When.ALWAYS) {
      effects.add(plan.project().run(List.of("build"), "build the images"));
    }
    int up = effects.size();
    effects.add(bringUp(plan, verb));
    args.waiting().ask(effects, plan.config().name());
    boolean sure = !plan.reasons().isEmpty();
    return new Plan.Perhaps(
        effects,
        outcomes -> {
          String said = outcomes.get(up).output().err() + outcomes.get(up).output().out();
          boolean changed =
              sure || said.matches("(?s).*\\b(Created|Recreated|Started|Removed)\\b.*");
          return args.waiting().judge(outcomes, plan.config().result().changed(changed));
        },
        "until the images are pulled or built");
  }
}
