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
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Swarms. Options and results as in {@code community.docker.docker_swarm}. */
@ModuleDoc(
    name = "docker_swarm",
    also = {"community.docker.docker_swarm", "swarm_init"},
    summary = "Makes a swarm of Docker engines, changes it, joins and leaves one.",
    example = "docker_swarm: {state: present, advertise_addr: 192.0.2.11}",
    requiredIf = {"state,join,join_token", "state,join,remote_addrs", "state,remove,node_id"},
    notes = {
      "Options that the docker client has no word for are errors.",
      "The client takes the token for joining as a word: while it runs, a process list shows it."
    })
public final class DockerSwarm implements Module<DockerSwarm.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "what is wanted", def = "present") State state,
      @Param("address that others reach this node by") Optional<String> advertiseAddr,
      @Param(value = "address to listen at", def = "0.0.0.0:2377") String listenAddr,
      @Param("networks that addresses are taken from, with a new swarm")
          Optional<List<String>> defaultAddrPool,
      @Param("length of their parts, with a new swarm") Optional<Integer> subnetSize,
      @Param("address or interface for containers' traffic, when it joins")
          Optional<String> dataPathAddr,
      @Param("port for that, with a new swarm") Optional<Integer> dataPathPort,
      @Param(
              value = "make a new swarm of one that is there; leave though this is a manager",
              def = "false")
          boolean force,
      @Param("id or name of a node to remove") Optional<String> nodeId,
      @Param("what lets it join") Optional<Secret> joinToken,
      @Param("managers to join") Optional<List<String>> remoteAddrs,
      @Param("tasks to remember") Optional<Integer> taskHistoryRetentionLimit,
      @Param("log entries between snapshots") Optional<Integer> snapshotInterval,
      @Param("snapshots to keep") Optional<Integer> keepOldSnapshots,
      @Param("not for the docker client: an error") Optional<Integer> logEntriesForSlowFollowers,
      @Param("not for the docker client: an error") Optional<Integer> heartbeatTick,
      @Param("not for the docker client: an error") Optional<Integer> electionTick,
      @Param("nanoseconds between signs of life") Optional<Long> dispatcherHeartbeatPeriod,
      @Param("nanoseconds that nodes' certificates hold") Optional<Long> nodeCertExpiry,
      @Param("not for the docker client: an error, but default") Optional<String> name,
      @Param("not for the docker client: an error") Optional<Map<String, Value>> labels,
      @Param("not for the docker client: an error") Optional<String> signingCaCert,
      @Param("not for the docker client: an error") Optional<Secret> signingCaKey,
      @Param("not for the docker client: an error") Optional<Integer> caForceRotate,
      @Param("lock what managers keep") Optional<Boolean> autolockManagers,
      @Param(value = "new token for workers", def = "false") boolean rotateWorkerToken,
      @Param(value = "new token for managers", def = "false") boolean rotateManagerToken,
      DaemonArguments daemon) {
    public Args {
      refuse("log_entries_for_slow_followers", logEntriesForSlowFollowers.isPresent());
      refuse("heartbeat_tick", heartbeatTick.isPresent());
      refuse("election_tick", electionTick.isPresent());
      refuse("name", name.filter(n -> !n.equals("default")).isPresent());
      refuse("labels", labels.isPresent());
      refuse("signing_ca_cert", signingCaCert.isPresent());
      refuse("signing_ca_key", signingCaKey.isPresent());
      refuse("ca_force_rotate", caForceRotate.isPresent());
      advertiseAddr.ifPresent(a -> JoinPlan.requireAddress("advertise_addr", a));
      JoinPlan.requireAddress("listen_addr", listenAddr);
      dataPathAddr.ifPresent(a -> JoinPlan.requireAddress("data_path_addr", a));
      defaultAddrPool
          .orElse(List.of())
          .forEach(a -> JoinPlan.requireAddress("default_addr_pool", a));
      nodeId.ifPresent(n -> DockerClient.requireName("node", n));
      if (state == State.JOIN && joinToken.isPresent() && remoteAddrs.isPresent()) {
        new JoinPlan(joinToken.get(), remoteAddrs.get(), listenAddr, advertiseAddr, dataPathAddr);
      }
    }

    private static void refuse(String option, boolean isGiven) {
      if (isGiven) {
        throw new IllegalArgumentException(option + ": the docker client has no word for it");
      }
    }

    private JoinPlan joining() {
      return new JoinPlan(
          joinToken.orElseThrow(),
          remoteAddrs.orElseThrow(),
          listenAddr,
          advertiseAddr,
          dataPathAddr);
    }
  }

  /** What is wanted of a node. */
  public enum State {
    PRESENT,
    JOIN,
    ABSENT,
    REMOVE
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    return switch (args.state()) {
      case PRESENT -> new SwarmPlan(args, host).present();
      case JOIN -> args.joining().plan(args.daemon().client(), host);
      case ABSENT -> JoinPlan.leave(args.daemon().client(), host, args.force());
      case REMOVE -> new SwarmPlan(args, host).removed();
    };
  }
}
