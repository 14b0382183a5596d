package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Effect;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DaemonArguments;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Volumes of Docker. Options and results as in {@code community.docker.docker_volume}. */
@ModuleDoc(
    name = "docker_volume",
    also = "community.docker.docker_volume",
    summary = "Makes and removes Docker volumes.",
    example = "docker_volume: {name: shop-data, labels: {app: shop}}",
    notes = "By the host's docker client; no Python is needed there.")
public final class DockerVolume implements Module<DockerVolume.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "the volume", aliases = "name") String volumeName,
      @Param(value = "what keeps it", def = "local") String driver,
      @Param(value = "the driver's options", def = "") Map<String, Value> driverOptions,
      @Param("labels") Optional<Map<String, Value>> labels,
      @Param(
              value = "when one that is there makes way for another: what it holds is lost",
              def = "never",
              choices = {"always", "never", "options-changed"})
          String recreate,
      @Param(value = "whether it is to be there", def = "present") State state,
      DaemonArguments daemon) {
    public Args {
      DockerClient.requireName("volume", volumeName);
      Wanted.texts(driverOptions);
      labels.ifPresent(Wanted::texts);
    }

    DockerClient client() {
      return daemon.client();
    }
  }

  /** Whether a volume is to be there. */
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
    DockerClient docker = args.client();
    String name = args.volumeName();
    Optional<JsonNode> now = docker.inspect(host, "volume", name);
    Effect remove = docker.run(List.of("volume", "rm", name), "remove volume " + name);
    if (args.state() == State.ABSENT) {
      return Plan.change(
          now.isPresent() ? List.of(remove) : List.of(), TaskResult.of("volume", Map.of()));
    }
    List<Effect> effects = new ArrayList<>();
    boolean anew =
        now.isPresent()
            && (args.recreate().equals("always")
                || (args.recreate().equals("options-changed") && differs(args, now.get())));
    if (anew) {
      effects.add(remove);
    } else if (now.isPresent()) {
      return Plan.same(TaskResult.of("volume", Json.value(now.get())));
    }
    effects.add(docker.run(create(args), "make volume " + name));
    effects.add(docker.look("volume", name));
    return Plan.run(
        effects, outcomes -> DockerClient.told(TaskResult.EMPTY, "volume", outcomes.getLast()));
  }

  private static List<String> create(Args args) {
    List<String> words = new ArrayList<>(List.of("volume", "create", "--driver=" + args.driver()));
    Wanted.texts(args.driverOptions()).forEach((k, v) -> words.add("--opt=" + k + "=" + v));
    Wanted.texts(args.labels().orElse(Map.of()))
        .forEach((k, v) -> words.add("--label=" + k + "=" + v));
    words.add(args.volumeName());
    return words;
  }

  private static boolean differs(Args args, JsonNode now) {
    return !now.path("Driver").asText().equals(args.driver())
        || !has(now.path("Options"), Wanted.texts(args.driverOptions()))
        || !has(now.path("Labels"), Wanted.texts(args.labels().orElse(Map.of())));
  }

  private static boolean has(JsonNode now, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(e -> now.has(e.getKey()) && now.path(e.getKey()).asText().equals(e.getValue()));
  }
}
