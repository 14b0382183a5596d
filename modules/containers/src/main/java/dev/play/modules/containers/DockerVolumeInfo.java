package dev.play.modules.containers;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.info.Told;
import java.util.Set;

/** As {@code community.docker.docker_volume_info}. */
@ModuleDoc(
    name = "docker_volume_info",
    also = "community.docker.docker_volume_info",
    summary = "Tells of a Docker volume.",
    example = "docker_volume_info: {name: shop}")
public final class DockerVolumeInfo implements Module<DockerVolumeInfo.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "its name", aliases = "volume_name") String name, DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("volume", name);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return Told.of(args.daemon().client(), host, "volume", args.name());
  }
}
