package dev.play.modules.swarm;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.swarm.state.Stored;
import dev.play.modules.swarm.state.StoredArguments;
import java.util.Optional;
import java.util.Set;

/** Configs of a swarm. Options and results as in {@code community.docker.docker_config}. */
@ModuleDoc(
    name = "docker_config",
    also = "community.docker.docker_config",
    summary = "Makes and removes configs of a swarm.",
    example = "docker_config: {name: shop, data: some text}",
    mutuallyExclusive = "data,data_src",
    notes = {
      "Run it on a manager. What it holds goes by standard input.",
      "What a config holds is read back and compared."
    })
public final class DockerConfig implements Module<DockerConfig.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "what it holds", raw = true) Optional<String> data,
      @Param(value = "expand a template in it", choices = "golang") Optional<String> templateDriver,
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
            "config",
            args.common(),
            args.data(),
            args.templateDriver(),
            args.daemon().client(),
            host)
        .plan();
  }
}
