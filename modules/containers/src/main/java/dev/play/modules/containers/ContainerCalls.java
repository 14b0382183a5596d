package dev.play.modules.containers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.docker.LogLines;
import java.util.ArrayList;
import java.util.List;

/** Calls of docker's client for one container. */
record ContainerCalls(DockerContainer.Args args, DockerClient docker) {
  private static final String AWAIT_HEALTH =
      LogLines.SHORTENED
          + """
            seconds=$1 name=$2
            shift 2
            ill() {
              echo "$name $1; its last words:"
              shift
              "$@" container logs --tail 10 "$name" 2>&1 | tail -n 10 | shortened
              "$@" container inspect --format '{{with .State.Health}}{{range .Log}}{{println .Output}}{{end}}{{end}}' "$name" |
                grep . | tail -n 1 | shortened | sed 's/^/its health check: /'
              exit 1
            }
            tries=0
            while :; do
              health=$("$@" container inspect --format '{{if .State.Health}}{{.State.Health.Status}}{{else}}unasked{{end}} {{.State.Status}} {{.State.ExitCode}}' "$name") || exit 1
              case $health in
                *' exited '* | *' dead '*) ill "has ended with ${health##* }" "$@" >&2 ;;
                'healthy '*) exit 0 ;;
                'unhealthy '*) ill 'is not healthy' "$@" >&2 ;;
                'unasked '*) echo "$name has no check of its health" >&2; exit 1 ;;
              esac
              tries=$((tries + 1))
              if [ "$seconds" -gt 0 ] && [ "$tries" -ge "$seconds" ]; then
                ill "is not healthy after $seconds s" "$@" >&2
              fi
              sleep 1
            done
            """;

  private String name() {
    return args.name();
  }

  List<String> pull(String image) {
    List<String> words = new ArrayList<>(List.of("image", "pull", "--quiet"));
    args.platform().ifPresent(p -> words.add("--platform=" + p));
    words.add(image);
    return words;
  }

  Effect start() {
    return docker.run(List.of("container", "start", name()), "start " + name());
  }

  Effect restart() {
    List<String> words = new ArrayList<>(List.of("container", "restart"));
    args.stopTimeout().ifPresent(t -> words.add("--time=" + t));
    words.add(name());
    return docker.run(words, "restart " + name());
  }

  Effect stop() {
    return docker.run(stopping(), (args.forceKill() ? "kill " : "stop ") + name());
  }

  private List<String> stopping() {
    List<String> words = new ArrayList<>(List.of("container"));
    if (args.forceKill()) {
      words.add("kill");
      args.killSignal().ifPresent(s -> words.add("--signal=" + s));
    } else {
      words.add("stop");
      args.stopTimeout().ifPresent(t -> words.add("--time=" + t));
    }
    words.add(name());
    return words;
  }

  /** Stops it where it runs, removes it, and waits until it is gone. */
  List<Effect> remove(boolean running) {
    List<Effect> out = new ArrayList<>();
    if (running) {
      out.add(stop());
    }
    String script =
        """
        seconds=$1 name=$2 volumes=$3
        shift 3
        "$@" container rm $volumes "$name" >/dev/null 2>&1
        tries=0
        while "$@" container inspect "$name" >/dev/null 2>&1; do
          tries=$((tries + 1))
          if [ "$seconds" != - ] && [ "$tries" -gt "$seconds" ] || [ "$tries" -gt 600 ]; then
            "$@" container rm $volumes "$name" >/dev/null
            exit
          fi
          sleep 1
          "$@" container rm $volumes "$name" >/dev/null 2>&1
        done
        exit 0
        """;
    List<String> words =
        new ArrayList<>(
            List.of(
                args.removalWaitTimeout().map(t -> Long.toString(Math.round(t))).orElse("-"),
                name(),
                args.keepVolumes() ? "" : "--volumes"));
    words.addAll(docker.argv(List.of()));
    out.add(docker.run(Command.script(script, words.toArray(String[]::new)), "remove " + name()));
    return out;
  }

  Effect awaitHealth() {
    return docker.run(
        script(AWAIT_HEALTH, Long.toString(Math.round(args.healthyWaitTimeout()))),
        "wait until " + name() + " is healthy");
  }

  /** Waits for its end; tells its status and, where asked for, what it put out. */
  Effect await() {
    String script =
        """
        logs=$1 name=$2
        shift 2
        status=$("$@" container wait "$name") || exit 1
        [ "$logs" = false ] || "$@" container logs "$name" 2>&1
        printf '\\n%s\\n' "$status"
        """;
    return docker.run(
        script(script, Boolean.toString(args.outputLogs())), "wait for the end of " + name());
  }

  private Command script(String script, String first) {
    List<String> words = new ArrayList<>(List.of(first, name()));
    words.addAll(docker.argv(List.of()));
    return Command.script(script, words.toArray(String[]::new));
  }

  /** What came of one that ran to its end. */
  TaskResult ended(TaskResult told, Plan.Outcome outcome) {
    List<String> lines = outcome.output().out().stripTrailing().lines().toList();
    int status = Integer.parseInt(lines.getLast().strip());
    String output = String.join("\n", lines.subList(0, lines.size() - 1)).strip();
    TaskResult out = told.with("status", status);
    if (told.values().get("container").orElse(null)
        instanceof dev.play.value.Value.Dict container) {
      out = out.with("container", container.with("Output", dev.play.value.Value.text(output)));
    }
    return status == 0 ? out : out.failed(output.isEmpty() ? "status " + status : output);
  }

  /** After a pull: makes it anew where the image is another one. */
  Effect renewed(String old, String image, boolean running, ContainerRequest request) {
    String script =
        """
        old=$1 image=$2 name=$3 running=$4
        shift 4
        id=$("$1" image inspect --format '{{.Id}}' "$image") || exit 1
        [ "$id" != "$old" ] || exit 0
        echo 'play: renewed'
        [ "$running" = false ] || "$1" container stop "$name" >/dev/null || exit 1
        "$1" container rm "$name" >/dev/null || exit 1
        program=$1
        "$@" >/dev/null || exit 1
        [ "$running" = false ] || "$program" container start "$name" >/dev/null
        """;
    if (!docker.options().isEmpty()) {
      throw new ModuleFailure("pull: always cannot be had with options for TLS; pull before");
    }
    List<String> words = new ArrayList<>(List.of(old, image, name(), Boolean.toString(running)));
    words.addAll(docker.argv(request.create(image)));
    return docker.run(
        Command.script(script, words.toArray(String[]::new))
            .withStdin(Blob.of(request.variables())),
        "make " + name() + " anew if " + image + " is another one");
  }

  /** Fails for labels that only the image brings. */
  void refuseLabels(JsonNode image) {
    List<String> extra = new ArrayList<>();
    image
        .at("/Config/Labels")
        .fieldNames()
        .forEachRemaining(
            l -> {
              if (!args.labels().map(given -> given.containsKey(l)).orElse(false)) {
                extra.add(l);
              }
            });
    if (!extra.isEmpty()) {
      throw new ModuleFailure(
          "Some labels should be removed but are present in the base image: "
              + String.join(", ", extra));
    }
  }
}
