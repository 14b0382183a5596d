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

/** As {@code community.docker.docker_network_info}. */
@ModuleDoc(
    name = "docker_network_info",
    also = "community.docker.docker_network_info",
    summary = "Tells of a Docker network.",
    example = "docker_network_info: {name: shop}")
public final class DockerNetworkInfo implements Module<DockerNetworkInfo.Args> {
  /** The arguments. */
  public record Args(@Param("its name or id") String name, DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("network", name);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return Told.of(args.daemon().client(), host, "network", args.name());
  }
}
