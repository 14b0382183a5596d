package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.DockerContainer.State;
import dev.play.modules.containers.container.ContainerSettings.Comparison;
import dev.play.modules.containers.container.Endpoint;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What has to be done to a container. */
final class ContainerPlan {
  private final DockerContainer.Args args;
  private final HostView host;
  private final DockerClient docker;
  private final ContainerCalls calls;
  private final ContainerRequest request;
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();

  ContainerPlan(DockerContainer.Args args, HostView host) {
    this.args = args;
    this.host = host;
    docker = args.client();
    calls = new ContainerCalls(args, docker);
    Optional<String> envFile =
        args.envFile()
            .map(
                f ->
                    host.known(Probe.ContentOf.of(f))
                        .orElseThrow(() -> new ModuleFailure("Cannot open " + f))
                        .text());
    request = new ContainerRequest(args, envFile, this::id);
  }

  private String id(String name) {
    return docker.inspect(host, "container", name).map(c -> c.path("Id").asText()).orElse(name);
  }

  Plan plan() {
    Optional<JsonNode> now = docker.inspect(host, "container", args.name());
    if (args.state() == State.ABSENT) {
      now.ifPresent(c -> effects.addAll(calls.remove(running(c))));
      return Plan.change(effects, TaskResult.of("container", Value.EMPTY_DICT));
    }
    String image =
        args.image()
            .or(() -> now.map(c -> c.at("/Config/Image").asText()))
            .orElseThrow(
                () -> new ModuleFailure("Cannot create container when image is not specified!"));
    Optional<JsonNode> there = docker.inspect(host, "image", image);
    String pull = args.pull().toLowerCase(Locale.ROOT);
    boolean always = pull.matches("always|true|yes") && !image.startsWith("sha256:");
    if (there.isEmpty() && pull.equals("never")) {
      throw new ModuleFailure("Cannot find image with name " + image);
    }
    if (there.isEmpty() || always) {
      effects.add(docker.run(calls.pull(image), "pull " + image));
    }
    int pulls = effects.size();
    List<String> differences = now.map(c -> differences(c, there, image)).orElse(List.of());
    boolean fresh = now.isEmpty() || args.recreate() || !updates(differences);
    if (now.isPresent() && fresh) {
      reasons.addAll(differences);
      effects.addAll(calls.remove(running(now.get())));
    }
    if (fresh) {
      create(image, now.isPresent());
    } else if (!differences.isEmpty()) {
      List<String> words = new ArrayList<>(List.of("container", "update"));
      words.addAll(request.settings().update(differences).orElseThrow());
      words.add(args.name());
      effects.add(
          docker.run(words, "change " + String.join(", ", differences) + " of " + args.name()));
    }
    JsonNode before = fresh ? MissingNode.getInstance() : now.orElseThrow();
    Endpoint.connect(
        args.name(),
        request.networks(),
        before,
        strictNetworks(),
        docker,
        fresh,
        request.networkMode(),
        effects);
    boolean changed = effects.size() > pulls;
    move(before, changed);
    return finished(now, image, there.isPresent() && always && effects.size() == pulls);
  }

  private boolean strictNetworks() {
    return Comparison.STRICT == request.comparisons().get("networks");
  }

  private static boolean running(JsonNode container) {
    return container.at("/State/Running").asBoolean();
  }

  private boolean updates(List<String> differences) {
    return !differences.contains("image") && request.settings().update(differences).isPresent();
  }

  private List<String> differences(JsonNode now, Optional<JsonNode> image, String name) {
    Map<String, Comparison> comparisons = request.comparisons();
    List<String> out = new ArrayList<>();
    Comparison byImage =
        comparisons.getOrDefault("image", comparisons.getOrDefault("*", Comparison.STRICT));
    if (byImage != Comparison.IGNORE && args.image().isPresent()) {
      boolean other = image.filter(i -> i.path("Id").equals(now.path("Image"))).isEmpty();
      boolean renamed = !plain(now.at("/Config/Image").asText()).equals(plain(name));
      if (other || (renamed && args.imageNameMismatch().equals("recreate"))) {
        out.add("image");
      }
    }
    JsonNode inherited =
        args.imageComparison().equals("current-image")
            ? docker
                .inspect(host, "image", now.path("Image").asText())
                .orElse(MissingNode.getInstance())
            : image.orElse(MissingNode.getInstance());
    if (args.imageLabelMismatch().equals("fail")
        && comparisons.get("labels") == Comparison.STRICT) {
      calls.refuseLabels(inherited);
    }
    out.addAll(request.settings().differences(now, inherited, comparisons));
    return out;
  }

  private static String plain(String image) {
    String name = image.replaceFirst("^docker\\.io/", "").replaceFirst("^library/", "");
    return name.contains("@") || name.substring(name.lastIndexOf('/') + 1).contains(":")
        ? name
        : name + ":latest";
  }

  private void create(String image, boolean anew) {
    Command command =
        Command.of(docker.argv(request.create(image))).withStdin(Blob.of(request.variables()));
    String why =
        (anew ? "make " + args.name() + " anew" : "make " + args.name() + " of " + image)
            + (reasons.isEmpty() ? "" : ": " + String.join(", ", reasons));
    effects.add(docker.run(command, why));
  }

  /** Brings it to run, to stop or to pause. */
  private void move(JsonNode before, boolean changed) {
    boolean runs = running(before);
    String name = args.name();
    switch (args.state()) {
      case STARTED, HEALTHY -> {
        if (!runs) {
          effects.add(calls.start());
        } else if (args.restart() && !changed) {
          effects.add(calls.restart());
        }
        boolean compatible = args.containerDefaultBehavior().equals("compatibility");
        Optional<Boolean> wanted =
            args.paused().or(() -> compatible ? Optional.of(false) : Optional.empty());
        boolean isPaused = before.at("/State/Paused").asBoolean() && runs;
        wanted
            .filter(p -> p != isPaused)
            .ifPresent(
                p ->
                    effects.add(
                        docker.run(
                            List.of("container", p ? "pause" : "unpause", name),
                            (p ? "pause " : "go on with ") + name)));
        boolean well = before.at("/State/Health/Status").asText().equals("healthy");
        if (args.state() == State.HEALTHY && !(well && effects.isEmpty())) {
          effects.add(calls.awaitHealth());
        }
      }
      case STOPPED -> {
        if (runs) {
          effects.add(calls.stop());
        }
      }
      case PRESENT, ABSENT -> {}
    }
  }

  private Plan finished(Optional<JsonNode> now, String image, boolean pullsOnly) {
    if (effects.isEmpty()) {
      return Plan.same(TaskResult.of("container", Json.value(now.orElseThrow())));
    }
    boolean waits = !args.detach().orElse(true) && args.state() == State.STARTED && !pullsOnly;
    if (waits) {
      effects.add(calls.await());
    }
    if (pullsOnly) {
      return pulled(now.orElseThrow(), image);
    }
    effects.add(docker.look("container", args.name()));
    if (waits && args.cleanup()) {
      effects.addAll(calls.remove(false));
    }
    int look = effects.size() - 1 - (waits && args.cleanup() ? 1 : 0);
    return Plan.run(
        effects,
        outcomes -> {
          TaskResult told = DockerClient.told(TaskResult.EMPTY, "container", outcomes.get(look));
          return waits ? calls.ended(told, outcomes.get(look - 1)) : told;
        });
  }

  /** Another image may have come by the same name: then the container is made anew. */
  private Plan pulled(JsonNode now, String image) {
    effects.add(calls.renewed(now.path("Image").asText(), image, running(now), request));
    effects.add(docker.look("container", args.name()));
    java.util.function.Function<List<Plan.Outcome>, TaskResult> told =
        outcomes ->
            DockerClient.told(TaskResult.EMPTY, "container", outcomes.getLast())
                .changed(outcomes.get(1).output().out().contains("play: renewed"));
    return args.pullCheckModeBehavior().equals("always")
        ? new Plan.Change(effects, told, true, false, Optional.empty())
        : new Plan.Perhaps(effects, told, "until " + image + " is pulled");
  }
}
