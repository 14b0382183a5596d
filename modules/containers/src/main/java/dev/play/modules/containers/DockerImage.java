package dev.play.modules.containers;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.image.Build;
import dev.play.modules.containers.image.ImageName;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images of Docker. Options and results as in {@code community.docker.docker_image}. */
@ModuleDoc(
    name = "docker_image",
    also = "community.docker.docker_image",
    summary = "Builds, loads, pulls, tags, pushes, archives and removes Docker images.",
    example = "docker_image: {name: shop, tag: v2, source: build, build: {path: /srv/shop}}",
    requiredIf = {"state,present,source", "source,build,build", "source,load,load_path"},
    notes = {
      "By the host's docker client; no Python is needed there.",
      "Whether a push, or force_source, brings anything new shows only when it is done: a check"
          + " says unknown.",
      "rm: false and container_limits are the classic builder's, which is asked for them."
    })
public final class DockerImage implements Module<DockerImage.Args> {
  /** The arguments. */
  public record Args(
      @Param("its name, with or without a tag; an id") String name,
      @Param(value = "its tag, where the name has none", def = "latest") String tag,
      @Param("where it comes from when it is not there") Optional<Source> source,
      @Param("how it is built: path, dockerfile, args, target, labels, network, nocache, ...")
          Optional<Map<String, Value>> build,
      @Param("how it is pulled: platform") Optional<Map<String, Value>> pull,
      @Param("archive to load it from") Optional<HostPath> loadPath,
      @Param("archive to save it in") Optional<HostPath> archivePath,
      @Param("further name, with or without a tag") Optional<String> repository,
      @Param(value = "push it, by that name where there is one", def = "false") boolean push,
      @Param(value = "build, load or pull it though it is there", def = "false")
          boolean forceSource,
      @Param(value = "tag it though another image has that name", def = "false") boolean forceTag,
      @Param(value = "remove it though containers use it or it has more names", def = "false")
          boolean forceAbsent,
      @Param(value = "whether it is to be there", def = "present") State state,
      DaemonArguments daemon) {
    public Args {
      ImageName own = ImageName.of(name, tag);
      Optional<ImageName> other = repository.map(r -> ImageName.of(r, tag));
      build.ifPresent(Build::of);
      pull.ifPresent(Args::platform);
      if (other.filter(o -> !o.isTag()).isPresent()) {
        throw new IllegalArgumentException("repository must be a name: '" + repository.get() + "'");
      }
      boolean made = source.filter(s -> s == Source.BUILD || s == Source.PULL).isPresent();
      if (own.isId() && state == State.PRESENT && made) {
        throw new IllegalArgumentException("an image cannot be built or pulled by its id");
      }
      if (push && other.isEmpty() && !own.isTag()) {
        throw new IllegalArgumentException(
            "an image cannot be pushed by its id or digest; give repository");
      }
    }

    private static Optional<String> platform(Map<String, Value> pull) {
      for (String name : pull.keySet()) {
        if (!name.equals("platform")) {
          throw new IllegalArgumentException("pull knows no " + name);
        }
      }
      return Optional.ofNullable(pull.get("platform"))
          .filter(v -> !(v instanceof Value.None))
          .map(Wanted::text);
    }

    ImageName image() {
      return ImageName.of(name, tag);
    }

    Optional<ImageName> furtherName() {
      return repository.map(r -> ImageName.of(r, tag));
    }

    Optional<String> platform() {
      return pull.flatMap(Args::platform);
    }

    DockerClient client() {
      return daemon.client();
    }
  }

  /** Where an image comes from. */
  public enum Source {
    BUILD,
    LOAD,
    PULL,
    LOCAL
  }

  /** Whether an image is to be there. */
  public enum State {
    ABSENT,
    PRESENT
  }

  @Override
  public Set<Resource> mayTouch(Args args) {
    Set<Resource> out = new HashSet<>(DockerClient.touched());
    args.archivePath().ifPresent(f -> out.add(Resource.path(f)));
    return out;
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    Set<Resource> out = new HashSet<>(DockerClient.touched());
    out.add(Resource.tree("/"));
    return out;
  }

  @Override
  public Plan plan(Args args, HostView host) {
    try {
      return new ImagePlan(args, host).plan();
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure(String.valueOf(e.getMessage()));
    }
  }
}
