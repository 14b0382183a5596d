package dev.play.modules.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.PathExpansion;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.modules.swarm.service.Setting;
import dev.play.modules.swarm.state.Images;
import dev.play.modules.swarm.state.Membership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to be done to a service. */
final class ServicePlan {
  private final DockerSwarmService.Args args;
  private final HostView host;
  private final DockerClient docker;
  private final ServiceRequest request;

  ServicePlan(DockerSwarmService.Args args, HostView host) {
    this.args = args;
    this.host = host;
    docker = args.daemon().client();
    Membership.of(docker, host).requireManager();
    request = new ServiceRequest(args, files(), this::network);
  }

  /** Variables of files, the later ones above the earlier. */
  private Map<String, String> files() {
    Map<String, String> out = new LinkedHashMap<>();
    for (HostPath given : args.files()) {
      HostPath file = PathExpansion.of(given, host);
      Blob content =
          host.known(Probe.ContentOf.of(file))
              .orElseThrow(() -> new ModuleFailure("Cannot open " + file));
      for (String line : content.text().lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("=", 2);
          out.put(parts[0].strip(), parts.length == 2 ? parts[1] : "");
        }
      }
    }
    return out;
  }

  private String network(String name) {
    return docker
        .inspect(host, "network", name)
        .map(n -> n.path("Id").asText())
        .orElseThrow(() -> new ModuleFailure("there is no network " + name));
  }

  Plan plan() {
    Optional<JsonNode> now = docker.inspect(host, "service", args.name());
    if (args.state() == DockerSwarmService.State.ABSENT) {
      return Plan.change(now.isPresent() ? List.of(remove()) : List.of(), result(List.of(), false));
    }
    if (now.isEmpty()) {
      return changed(List.of(create()), List.of(), false);
    }
    JsonNode spec = now.get().path("Spec");
    List<Setting> differing =
        request.settings().all().stream().filter(s -> !s.isSo().test(spec)).toList();
    List<String> changes =
        new ArrayList<>(differing.stream().map(Setting::option).distinct().toList());
    boolean image =
        Images.differs(args.image().orElseThrow(), spec, docker, host, args.resolveImage());
    if (image) {
      changes.add("image");
    }
    if (differing.stream().anyMatch(Setting::isFixed)) {
      return changed(List.of(remove(), create()), changes, true);
    }
    if (changes.isEmpty() && !args.forceUpdate()) {
      return Plan.same(result(List.of(), false).with("swarm_service", Json.value(now.get())));
    }
    List<String> words = new ArrayList<>(List.of("service", "update", "--detach", "--quiet"));
    differing.forEach(s -> words.addAll(s.update().apply(spec)));
    if (image) {
      words.add("--image=" + args.image().orElseThrow());
    }
    if (args.forceUpdate()) {
      words.add("--force");
    }
    resolving(words);
    words.add(args.name());
    String why = changes.isEmpty() ? "" : ": " + String.join(", ", changes);
    return changed(List.of(call(words, "change service " + args.name() + why)), changes, false);
  }

  private void resolving(List<String> words) {
    if (!args.resolveImage()) {
      words.add("--no-resolve-image");
    }
  }

  private Effect call(List<String> words, String why) {
    return docker.run(Command.of(docker.argv(words)).withEnvironment(request.environment()), why);
  }

  private Effect create() {
    List<String> words = new ArrayList<>(List.of("service", "create", "--detach", "--quiet"));
    words.add("--name=" + args.name());
    request.settings().all().forEach(s -> words.addAll(s.create()));
    resolving(words);
    words.add(args.image().orElseThrow());
    words.addAll(request.arguments());
    return call(words, "make service " + args.name() + " of " + args.image().orElseThrow());
  }

  private Effect remove() {
    return docker.run(List.of("service", "rm", args.name()), "remove service " + args.name());
  }

  private static TaskResult result(List<String> changes, boolean rebuilt) {
    return TaskResult.of("changes", changes, "rebuilt", rebuilt);
  }

  private Plan changed(List<Effect> effects, List<String> changes, boolean rebuilt) {
    List<Effect> all = new ArrayList<>(effects);
    all.add(docker.look("service", args.name()));
    return Plan.run(
        all,
        outcomes ->
            DockerClient.told(result(changes, rebuilt), "swarm_service", outcomes.getLast()));
  }
}
