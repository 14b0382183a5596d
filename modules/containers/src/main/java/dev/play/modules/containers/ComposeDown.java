package dev.play.modules.containers;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.compose.Halt;
import dev.play.modules.containers.compose.Project;
import dev.play.modules.containers.docker.CliArguments;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a compose project down; the same as {@code compose_up} with {@code state: absent}. */
@ModuleDoc(
    name = "compose_down",
    also = "play.containers.compose_down",
    summary = "Takes a compose project down.",
    example = "compose_down: {project_src: /srv/web}")
public final class ComposeDown implements Module<ComposeDown.Args> {
  /** The arguments. */
  public record Args(
      @Param("directory of the project on the host") HostPath projectSrc,
      @Param("name of the project; the directory's when not given") Optional<String> projectName,
      @Param(value = "files, relative to the directory", def = "") List<String> files,
      @Param(value = "files of variables", def = "") List<String> envFiles,
      @Param(value = "profiles to switch on", def = "") List<String> profiles,
      @Param(value = "remove containers whose service is no more", def = "false")
          boolean removeOrphans,
      @Param(
              value = "remove images (all, local)",
              choices = {"all", "local"})
          Optional<String> removeImages,
      @Param(value = "remove volumes", def = "false") boolean removeVolumes,
      @Param(value = "seconds to stop in") Optional<Integer> timeout,
      CliArguments daemon) {}

  @Override
  public Set<Resource> mayTouch(Args args) {
    return Set.of(Project.DOCKER, Resource.topic("nftables"));
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return Halt.down(
        Project.of(
            args.daemon().client(),
            args.projectSrc(),
            args.projectName(),
            args.files(),
            args.envFiles(),
            args.profiles()),
        host,
        List.of(),
        new Halt.Removal(args.removeOrphans(), args.removeVolumes(), args.removeImages()),
        args.timeout());
  }
}
