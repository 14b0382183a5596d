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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Joins a swarm; the same as {@code docker_swarm} with {@code state: join}. */
@ModuleDoc(
    name = "swarm_join",
    also = "play.containers.swarm_join",
    summary = "Has a Docker engine join a swarm.",
    example =
        "swarm_join: {join_token: '{{ token }}', remote_addrs: [192.0.2.11], advertise_addr: 192.0.2.12}",
    notes = {
      "The same as docker_swarm with state: join. A host that is in a swarm is left alone, unless it"
          + " is locked or in trouble: then the task fails and says what to do.",
      "The client takes the token for joining as a word: while it runs, a process list shows it."
    })
public final class SwarmJoin implements Module<SwarmJoin.Args> {
  /** The arguments. */
  public record Args(
      @Param("what lets it join") Secret joinToken,
      @Param("managers to join: the first that answers") List<String> remoteAddrs,
      @Param("address that others reach this node by") Optional<String> advertiseAddr,
      @Param(value = "address to listen at", def = "0.0.0.0:2377") String listenAddr,
      @Param("address or interface for containers' traffic") Optional<String> dataPathAddr,
      DaemonArguments daemon) {
    public Args {
      new JoinPlan(joinToken, remoteAddrs, listenAddr, advertiseAddr, dataPathAddr);
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return new JoinPlan(
            args.joinToken(),
            args.remoteAddrs(),
            args.listenAddr(),
            args.advertiseAddr(),
            args.dataPathAddr())
        .plan(args.daemon().client(), host);
  }
}
