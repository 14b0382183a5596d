package dev.play.modules.containers;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.compose.ComposePlan;
import dev.play.modules.containers.compose.Halt;
import dev.play.modules.containers.compose.Project;
import dev.play.modules.containers.compose.Waiting;
import dev.play.modules.containers.docker.CliArguments;
import dev.play.value.Value;
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
    mutuallyExclusive = {"definition,project_src", "definition,files"},
    requiredOneOf = "definition,project_src",
    example = "compose_up: {project_src: /srv/web, build: policy, wait: true}",
    notes = {
      "containers tells of each container what docker compose ps does, but for how long it runs.",
      "Paths within a definition are absolute: there is no directory that they could begin at.",
      "A changed file that is mounted, and a changed build context, recreate the service.",
      "pull: always and build: always can only be judged by what they do: a check says unknown."
    })
public final class ComposeUp implements Module<ComposeUp.Args> {
  /** The arguments. */
  public record Args(
      @Param("directory of the project on the host") Optional<HostPath> projectSrc,
      @Param("name of the project; the directory's when not given") Optional<String> projectName,
      @Param("the project itself, as in a compose file, in place of a directory with files")
          Optional<Map<String, Value>> definition,
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
      @Param(value = "what the project is to be", def = "present") State state,
      @Param(value = "false is an error: name the files in files", def = "true")
          boolean checkFilesExisting,
      @Param(value = "answer yes to what compose asks (2.32 and later ask)", def = "false")
          boolean assumeYes,
      @Param(
              value = "with build: always, whether only containers made anew count as a change",
              def = "true")
          boolean ignoreBuildEvents,
      CliArguments daemon) {
    public Args {
      if (definition.isPresent() && projectName.isEmpty()) {
        throw new IllegalArgumentException("definition needs project_name");
      }
      if (!checkFilesExisting) {
        throw new IllegalArgumentException(
            "check_files_existing: false is not there; name the files in files");
      }
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
      return definition
          .map(d -> Project.defined(daemon.client(), d, projectName, envFiles, profiles))
          .orElseGet(
              () ->
                  Project.of(
                      daemon.client(),
                      projectSrc.orElseThrow(),
                      projectName,
                      files,
                      envFiles,
                      profiles));
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
      case PRESENT -> UpPlan.of(args, host).plan();
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
}
