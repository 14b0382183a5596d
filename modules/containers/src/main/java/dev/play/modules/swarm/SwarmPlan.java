package dev.play.modules.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.swarm.state.Membership;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to be done to a swarm, or to a node's part in one. */
final class SwarmPlan {
  private final DockerSwarm.Args args;
  private final DockerClient docker;
  private final HostView host;
  private final Membership now;
  private final List<String> differences = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();

  SwarmPlan(DockerSwarm.Args args, HostView host) {
    this.args = args;
    this.host = host;
    docker = args.daemon().client();
    now = Membership.of(docker, host);
  }

  Plan present() {
    if (now.isMember() && !now.isManager()) {
      throw new ModuleFailure("this node is part of a swarm and no manager there");
    }
    settings(now.told().at("/Cluster/Spec"));
    List<Effect> effects = new ArrayList<>();
    if (!now.isMember() || args.force()) {
      effects.add(docker.run(init(), now.isMember() ? "make the swarm anew" : "make a swarm"));
    } else if (!differences.isEmpty()) {
      List<String> words = new ArrayList<>(List.of("swarm", "update"));
      words.addAll(settings);
      effects.add(docker.run(words, "change the swarm: " + String.join(", ", differences)));
    }
    rotate(args.rotateWorkerToken(), "worker", effects);
    rotate(args.rotateManagerToken(), "manager", effects);
    if (effects.isEmpty()) {
      String worker = docker.ask(host, "swarm", "join-token", "--quiet", "worker");
      String manager = docker.ask(host, "swarm", "join-token", "--quiet", "manager");
      String key = locked() ? docker.ask(host, "swarm", "unlock-key", "--quiet") : "";
      return Plan.same(facts(worker, manager, key));
    }
    int asked = effects.size();
    effects.add(ask("join-token", "worker"));
    effects.add(ask("join-token", "manager"));
    effects.add(ask("unlock-key", ""));
    return Plan.run(
        effects,
        outcomes ->
            facts(
                outcomes.get(asked).output().out(),
                outcomes.get(asked + 1).output().out(),
                outcomes.get(asked + 2).output().out()));
  }

  private boolean locked() {
    return now.told().at("/Cluster/Spec/EncryptionConfig/AutoLockManagers").asBoolean();
  }

  private void rotate(boolean wanted, String role, List<Effect> effects) {
    if (wanted) {
      effects.add(
          docker.run(
              List.of("swarm", "join-token", "--rotate", "--quiet", role),
              "make a new token for " + role + "s"));
    }
  }

  /** Without a lock there is no key to unlock by, which docker tells as an error. */
  private Effect ask(String what, String role) {
    List<String> words = new ArrayList<>(List.of("swarm", what, "--quiet"));
    if (!role.isEmpty()) {
      words.add(role);
    }
    return new Effect.Run(
        docker.run(words, "").command(), "ask for the " + what, Set.of(), List.of(), Set.of(0, 1));
  }

  private static TaskResult facts(String worker, String manager, String key) {
    return TaskResult.of(
        "swarm_facts",
        Map.of(
            "JoinTokens",
            Map.of("Worker", secret(worker), "Manager", secret(manager)),
            "UnlockKey",
            secret(key)));
  }

  private static Value secret(String text) {
    return text.isBlank() ? Value.NONE : new Value.Secret(new Value.Text(text.strip()));
  }

  private List<String> init() {
    List<String> words =
        new ArrayList<>(List.of("swarm", "init", "--listen-addr=" + args.listenAddr()));
    args.advertiseAddr().ifPresent(a -> words.add("--advertise-addr=" + a));
    args.defaultAddrPool().ifPresent(p -> p.forEach(a -> words.add("--default-addr-pool=" + a)));
    args.subnetSize().ifPresent(s -> words.add("--default-addr-pool-mask-length=" + s));
    args.dataPathAddr().ifPresent(a -> words.add("--data-path-addr=" + a));
    args.dataPathPort().ifPresent(p -> words.add("--data-path-port=" + p));
    if (now.isMember()) {
      words.add("--force-new-cluster");
    }
    words.addAll(settings);
    return words;
  }

  private void settings(JsonNode spec) {
    args.taskHistoryRetentionLimit()
        .ifPresent(
            n ->
                setting(
                    "task_history_retention_limit",
                    "--task-history-limit=" + n,
                    spec.at("/Orchestration/TaskHistoryRetentionLimit").asLong() == n));
    args.snapshotInterval()
        .ifPresent(
            n ->
                setting(
                    "snapshot_interval",
                    "--snapshot-interval=" + n,
                    spec.at("/Raft/SnapshotInterval").asLong() == n));
    args.keepOldSnapshots()
        .ifPresent(
            n ->
                setting(
                    "keep_old_snapshots",
                    "--max-snapshots=" + n,
                    spec.at("/Raft/KeepOldSnapshots").asLong() == n));
    args.dispatcherHeartbeatPeriod()
        .ifPresent(
            n ->
                setting(
                    "dispatcher_heartbeat_period",
                    "--dispatcher-heartbeat=" + n + "ns",
                    spec.at("/Dispatcher/HeartbeatPeriod").asLong() == n));
    args.nodeCertExpiry()
        .ifPresent(
            n ->
                setting(
                    "node_cert_expiry",
                    "--cert-expiry=" + n + "ns",
                    spec.at("/CAConfig/NodeCertExpiry").asLong() == n));
    args.autolockManagers()
        .ifPresent(b -> setting("autolock_managers", "--autolock=" + b, locked() == b));
  }

  private void setting(String option, String word, boolean isSo) {
    settings.add(word);
    if (!isSo) {
      differences.add(option);
    }
  }

  Plan removed() {
    now.requireManager();
    String node = args.nodeId().orElseThrow();
    if (docker.inspect(host, "node", node).isEmpty()) {
      return Plan.same();
    }
    List<String> words = new ArrayList<>(List.of("node", "rm"));
    if (args.force()) {
      words.add("--force");
    }
    words.add(node);
    return Plan.change(List.of(docker.run(words, "remove node " + node)));
  }
}
