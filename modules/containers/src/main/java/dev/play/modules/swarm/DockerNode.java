package dev.play.modules.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.modules.swarm.state.Membership;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nodes of a swarm. Options and results as in {@code community.docker.docker_node}. */
@ModuleDoc(
    name = "docker_node",
    also = "community.docker.docker_node",
    summary = "Changes a node of a swarm: its labels, role and availability.",
    example = "docker_node: {hostname: node3, availability: drain}",
    notes = "Run it on a manager.")
public final class DockerNode implements Module<DockerNode.Args> {
  /** The arguments. */
  public record Args(
      @Param("name or id of the node") String hostname,
      @Param("labels") Optional<Map<String, Value>> labels,
      @Param(
              value = "whether labels that are not given stay",
              def = "merge",
              choices = {"merge", "replace"})
          String labelsState,
      @Param("names of labels to remove") Optional<List<String>> labelsToRemove,
      @Param(
              value = "whether it gets tasks",
              choices = {"active", "pause", "drain"})
          Optional<String> availability,
      @Param(
              value = "what it is",
              choices = {"manager", "worker"})
          Optional<String> role,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("node", hostname);
      labels.ifPresent(Wanted::texts);
      for (String label : labelsToRemove.orElse(List.of())) {
        if (label.isEmpty() || label.contains("=")) {
          throw new IllegalArgumentException("not a name of a label: '" + label + "'");
        }
      }
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return DockerClient.touched();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    DockerClient docker = args.daemon().client();
    Membership.of(docker, host).requireManager();
    JsonNode now =
        docker
            .inspect(host, "node", args.hostname())
            .orElseThrow(() -> new ModuleFailure("the swarm has no node " + args.hostname()));
    List<String> words = new ArrayList<>();
    labels(args, now.at("/Spec/Labels"), words);
    args.availability()
        .filter(a -> !a.equals(now.at("/Spec/Availability").asText()))
        .ifPresent(a -> words.add("--availability=" + a));
    args.role()
        .filter(r -> !r.equals(now.at("/Spec/Role").asText()))
        .ifPresent(r -> words.add("--role=" + r));
    if (words.isEmpty()) {
      return Plan.same(TaskResult.of("node", Json.value(now)));
    }
    String why = "change node " + args.hostname() + ": " + String.join(" ", words);
    List<String> call = new ArrayList<>(List.of("node", "update"));
    call.addAll(words);
    call.add(args.hostname());
    List<Effect> effects = List.of(docker.run(call, why), docker.look("node", args.hostname()));
    return Plan.run(
        effects, outcomes -> DockerClient.told(TaskResult.EMPTY, "node", outcomes.getLast()));
  }

  private static void labels(Args args, JsonNode now, List<String> words) {
    Map<String, String> wanted = Wanted.texts(args.labels().orElse(Map.of()));
    wanted.forEach(
        (name, value) -> {
          if (!now.has(name) || !now.path(name).asText().equals(value)) {
            words.add("--label-add=" + name + "=" + value);
          }
        });
    List<String> gone = new ArrayList<>();
    if (args.labelsState().equals("replace")) {
      now.fieldNames().forEachRemaining(gone::add);
    } else {
      args.labelsToRemove().ifPresent(gone::addAll);
    }
    gone.stream()
        .filter(l -> now.has(l) && !wanted.containsKey(l))
        .forEach(l -> words.add("--label-rm=" + l));
  }
}
