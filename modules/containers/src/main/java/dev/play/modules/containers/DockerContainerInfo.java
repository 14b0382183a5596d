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

/** As {@code community.docker.docker_container_info}. */
@ModuleDoc(
    name = "docker_container_info",
    also = "community.docker.docker_container_info",
    summary = "Tells of a Docker container.",
    example = "docker_container_info: {name: shop}")
public final class DockerContainerInfo implements Module<DockerContainerInfo.Args> {
  /** The arguments. */
  public record Args(@Param("its name or id") String name, DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("container", name);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return Told.of(args.daemon().client(), host, "container", args.name());
  }
}
