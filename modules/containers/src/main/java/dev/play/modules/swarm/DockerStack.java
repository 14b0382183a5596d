package dev.play.modules.swarm;

import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.swarm.stack.StackFiles;
import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stacks of a swarm. Options as in {@code community.docker.docker_stack}. */
@ModuleDoc(
    name = "docker_stack",
    also = "community.docker.docker_stack",
    summary = "Deploys and removes stacks of a swarm's services.",
    example = "docker_stack: {name: shop, compose: [/srv/shop/stack.yml], prune: true}",
    notes = {
      "Run it on a manager with Docker 23 or newer.",
      "Each service carries the digest of its definition in a label play.hash. What is compared"
          + " beside it is image and replicas: docker itself says of every deployment that it"
          + " updates.",
      "Unless resolve_image says otherwise, registries are asked whether tags have moved."
    })
public final class DockerStack implements Module<DockerStack.Args> {
  /** The arguments. */
  public record Args(
      @Param("the stack") String name,
      @Param(value = "whether it is to be there", def = "present") State state,
      @Param("paths of files on the host, and definitions as dictionaries")
          Optional<List<Value>> compose,
      @Param(value = "remove services that are no more in it", def = "false") boolean prune,
      @Param(value = "do not wait until its tasks run", def = "true") boolean detach,
      @Param(value = "hand log-ins to registries on to the nodes", def = "false")
          boolean withRegistryAuth,
      @Param(
              value = "when registries are asked for an image's digest",
              choices = {"always", "changed", "never"})
          Optional<String> resolveImage,
      @Param(value = "with absent: how often to look whether all is gone", def = "0")
          int absentRetries,
      @Param(value = "seconds between that", def = "1") int absentRetriesInterval,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("stack", name);
      new StackFiles(compose.orElse(List.of()));
      if (state == State.PRESENT && compose.orElse(List.of()).isEmpty()) {
        throw new IllegalArgumentException("compose must be a list with at least one element");
      }
    }
  }

  /** Whether a stack is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    StackPlan plan = new StackPlan(args, host);
    return switch (args.state()) {
      case PRESENT -> plan.deployed();
      case ABSENT -> plan.removed();
    };
  }
}
