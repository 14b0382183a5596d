package dev.play.modules.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.info.Listing;
import dev.play.modules.swarm.stack.Definition;
import dev.play.modules.swarm.stack.StackFiles;
import dev.play.modules.swarm.state.Images;
import dev.play.modules.swarm.state.Membership;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What has to be done to a stack. */
final class StackPlan {
  private static final String HASH = "play.hash";

  private final DockerStack.Args args;
  private final HostView host;
  private final DockerClient docker;
  private final Map<String, List<String>> reasons = new TreeMap<>();

  StackPlan(DockerStack.Args args, HostView host) {
    this.args = args;
    this.host = host;
    docker = args.daemon().client();
    Membership.of(docker, host).requireManager();
  }

  private String label() {
    return "--filter=label=com.docker.stack.namespace=" + args.name();
  }

  Plan deployed() {
    StackFiles files = new StackFiles(args.compose().orElse(List.of()));
    Definition wanted = files.read(docker, host);
    Map<String, String> digests = wanted.digests(host);
    Map<String, JsonNode> there = new LinkedHashMap<>();
    for (JsonNode service : Listing.trees(docker, host, "service", List.of(label()))) {
      String name = service.at("/Spec/Name").asText();
      there.put(name.substring(Math.min(name.length(), args.name().length() + 1)), service);
    }
    for (String name : wanted.services().keySet()) {
      JsonNode now = there.remove(name);
      if (now == null) {
        reason(name, "make");
      } else {
        compare(name, now.path("Spec"), wanted, digests.getOrDefault(name, ""));
      }
    }
    if (args.prune()) {
      there.keySet().forEach(name -> reason(name, "remove"));
    }
    if (reasons.isEmpty()) {
      return Plan.same(TaskResult.of("stack_spec_diff", Map.of()));
    }
    StringBuilder diff = new StringBuilder();
    reasons.forEach((k, v) -> diff.append("+ " + k + ": " + String.join(", ", v) + "\n"));
    Command deploy =
        files.with(labels(wanted, digests)).command(docker, verb(), List.of(args.name()));
    return new Plan.Change(
        List.of(docker.run(deploy, "deploy stack " + args.name())),
        outcomes -> TaskResult.of("stack_spec_diff", reasons),
        false,
        false,
        Optional.of(diff.toString()));
  }

  private void reason(String service, String why) {
    reasons.computeIfAbsent(service, s -> new ArrayList<>()).add(why);
  }

  private void compare(String name, JsonNode now, Definition wanted, String digest) {
    if (!now.path("Labels").path(HASH).asText().equals(digest)) {
      reason(name, "its definition has changed");
    }
    String asked = wanted.image(name);
    if (Images.differs(asked, now, docker, host, false)) {
      reason(name, "its image is " + Images.of(now).replaceFirst("@sha256:.*", ""));
    } else if (Images.differs(asked, now, docker, host, resolves())) {
      reason(name, "its image has moved on");
    }
    long replicas = now.at("/Mode/Replicated/Replicas").asLong();
    wanted
        .replicas(name)
        .filter(r -> r != replicas)
        .ifPresent(r -> reason(name, r + " replicas, not " + replicas));
  }

  /** Registries are asked unless the task says otherwise, as docker does. */
  private boolean resolves() {
    return args.resolveImage().orElse("always").equals("always");
  }

  private static Value.Dict labels(Definition wanted, Map<String, String> digests) {
    Map<String, Value> services = new TreeMap<>();
    digests.forEach(
        (name, digest) ->
            services.put(name, Value.dictOf("deploy", Map.of("labels", Map.of(HASH, digest)))));
    return Value.dictOf("version", wanted.version(), "services", Value.dict(services));
  }

  private List<String> verb() {
    List<String> words = new ArrayList<>(List.of("stack", "deploy"));
    words.add(args.detach() ? "@play:detach" : "--detach=false");
    if (args.prune()) {
      words.add("--prune");
    }
    if (args.withRegistryAuth()) {
      words.add("--with-registry-auth");
    }
    args.resolveImage().ifPresent(r -> words.add("--resolve-image=" + r));
    return words;
  }

  Plan removed() {
    boolean any = false;
    for (String kind : List.of("service", "network", "secret", "config")) {
      any |= !docker.ask(host, kind, "ls", "--quiet", label()).isBlank();
    }
    String script =
        """
        tries=$1 seconds=$2 label=$3 stack=$4
        shift 4
        left() {
          for kind in service network secret config; do "$@" $kind ls --quiet "$label"; done
        }
        "$@" stack rm "$stack" || exit 1
        while [ "$tries" -gt 0 ] && [ -n "$(left "$@")" ]; do
          tries=$((tries - 1))
          sleep "$seconds"
          "$@" stack rm "$stack" >/dev/null 2>&1
        done
        exit 0
        """;
    List<String> words =
        new ArrayList<>(
            List.of(
                Integer.toString(args.absentRetries()),
                Integer.toString(args.absentRetriesInterval()),
                label(),
                args.name()));
    words.addAll(docker.argv(List.of()));
    Optional<Effect> rm =
        any
            ? Optional.of(
                docker.run(
                    Command.script(script, words.toArray(String[]::new)),
                    "remove stack " + args.name()))
            : Optional.empty();
    return Plan.change(rm.stream().toList());
  }
}
