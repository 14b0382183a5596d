package dev.play.modules.swarm;

import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.swarm.state.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joining a swarm, and leaving it.
 *
 * @param token what lets it join
 * @param managers whom to ask, in this order
 * @param listen address to listen at
 * @param advertised address that others reach this node by
 * @param dataPath address or interface for containers' traffic
 */
record JoinPlan(
    Secret token,
    List<String> managers,
    String listen,
    Optional<String> advertised,
    Optional<String> dataPath) {
  // $1 the managers, then the call, behind which one of them belongs.
  private static final String JOIN =
      """
      managers=$1 wrong=
      shift
      for manager in $managers; do
        said=$("$@" "$manager" 2>&1) && { printf '%s\\n' "$said"; exit 0; }
        printf '%s: %s\\n' "$manager" "$said" >&2
        case $said in *'join token is necessary'* | *'invalid join token'* | *'does not match fingerprint'*) wrong=yes ;; esac
      done
      [ -z "$wrong" ] || echo 'The token is none of that swarm, or it has been rotated: on a manager, docker_swarm (state: present) registers those that hold as swarm_facts.JoinTokens, and docker swarm join-token worker tells them.' >&2
      exit 1
      """;

  JoinPlan {
    managers = List.copyOf(managers);
    if (!token.reveal().matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("join_token is no token");
    }
    requireAddress("listen_addr", listen);
    advertised.ifPresent(a -> requireAddress("advertise_addr", a));
    dataPath.ifPresent(a -> requireAddress("data_path_addr", a));
    managers.forEach(a -> requireAddress("remote_addrs", a));
    if (managers.isEmpty()) {
      throw new IllegalArgumentException("remote_addrs names nobody");
    }
  }

  static void requireAddress(String option, String address) {
    if (!address.matches("[A-Za-z0-9\\[:][A-Za-z0-9._:/%\\[\\]-]*")) {
      throw new IllegalArgumentException(option + " is no address: '" + address + "'");
    }
  }

  /** The client joins by one address; the others are for when that does not answer. */
  Plan plan(DockerClient docker, HostView host) {
    Membership now = Membership.of(docker, host);
    now.requireSound();
    if (now.isMember()) {
      return Plan.same();
    }
    List<String> words = new ArrayList<>(List.of("swarm", "join"));
    words.add("--token=" + token.reveal());
    words.add("--listen-addr=" + listen);
    advertised.ifPresent(a -> words.add("--advertise-addr=" + a));
    dataPath.ifPresent(a -> words.add("--data-path-addr=" + a));
    List<String> argv = new ArrayList<>(List.of(String.join(" ", managers)));
    argv.addAll(docker.argv(words));
    Effect join =
        docker.run(
            Command.script(JOIN, argv.toArray(String[]::new)),
            "join the swarm of " + String.join(", ", managers));
    return Plan.change(List.of(join));
  }

  /**
   * Leaving.
   *
   * @param force though it is a manager
   */
  static Plan leave(DockerClient docker, HostView host, boolean force) {
    List<String> words = new ArrayList<>(List.of("swarm", "leave"));
    if (force) {
      words.add("--force");
    }
    return Plan.change(
        Membership.of(docker, host).isMember()
            ? List.of(docker.run(words, "leave the swarm"))
            : List.of());
  }
}
