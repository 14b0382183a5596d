package dev.play.modules.swarm;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.swarm.state.Stored;
import dev.play.modules.swarm.state.StoredArguments;
import java.util.Optional;
import java.util.Set;

/** Secrets of a swarm. Options and results as in {@code community.docker.docker_secret}. */
@ModuleDoc(
    name = "docker_secret",
    also = "community.docker.docker_secret",
    summary = "Makes and removes secrets of a swarm.",
    example = "docker_secret: {name: shop, data: '{{ password }}'}",
    mutuallyExclusive = "data,data_src",
    notes = {
      "Run it on a manager. What it holds goes by standard input.",
      "What a secret holds cannot be read back: it is compared by a digest in its label ansible_key."
    })
public final class DockerSecret implements Module<DockerSecret.Args> {
  /** The arguments. */
  public record Args(
      @Param("what it holds") Optional<Secret> data,
      StoredArguments common,
      DaemonArguments daemon) {
    public Args {
      boolean given = data.isPresent() || common.dataSrc().isPresent();
      if (common.state() == StoredArguments.State.PRESENT && !given) {
        throw new IllegalArgumentException(
            "state is present but any of the following are missing: data, data_src");
      }
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return new Stored(
            "secret",
            args.common(),
            args.data().map(Secret::reveal),
            Optional.empty(),
            args.daemon().client(),
            host)
        .plan();
  }
}
