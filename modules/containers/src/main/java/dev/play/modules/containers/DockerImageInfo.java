package dev.play.modules.containers;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.image.ImageName;
import dev.play.modules.containers.info.Listing;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** As {@code community.docker.docker_image_info}. */
@ModuleDoc(
    name = "docker_image_info",
    also = "community.docker.docker_image_info",
    summary = "Tells of Docker images.",
    example = "docker_image_info: {name: [shop, debian:trixie-slim]}")
public final class DockerImageInfo implements Module<DockerImageInfo.Args> {
  /** The arguments. */
  public record Args(
      @Param("names or ids; all images where none is given") Optional<List<String>> name,
      DaemonArguments daemon) {
    public Args {
      name.orElse(List.of()).forEach(n -> ImageName.of(n, "latest"));
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DockerClient docker = args.daemon().client();
    if (args.name().isEmpty()) {
      return told(Listing.inspected(docker, host, "image", List.of()));
    }
    List<String> names = args.name().get();
    host.need(names.stream().<Probe<?>>map(n -> docker.question("image", n)).toList());
    return told(
        names.stream()
            .flatMap(n -> docker.inspect(host, "image", n).stream())
            .map(Json::value)
            .toList());
  }

  private static Plan told(List<Value> images) {
    return Plan.same(TaskResult.of("images", images));
  }
}
