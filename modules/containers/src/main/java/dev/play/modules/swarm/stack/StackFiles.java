package dev.play.modules.swarm.stack;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The definitions of a stack: files of the host, and dictionaries, which the client gets in files
 * that live as long as its call.
 *
 * @param items paths and dictionaries, in order
 */
public record StackFiles(List<Value> items) {
  // The dictionaries come by standard input, a line each. @play:N stands for the Nth, and
  // @play:detach for an option that clients before Docker 26 do not know.
  private static final String SCRIPT =
      """
      dir=$(mktemp -d) || exit 1
      trap 'rm -rf "$dir"' EXIT
      n=0 program=
      while IFS= read -r line; do
        n=$((n + 1))
        printf '%s\\n' "$line" > "$dir/$n.json"
      done
      i=$#
      while [ "$i" -gt 0 ]; do
        word=$1
        shift
        i=$((i - 1))
        case $word in
          @play:detach)
            if "$program" stack deploy --help | grep -q -e --detach; then set -- "$@" --detach=true; fi
            continue ;;
          @play:*) word=--compose-file=$dir/${word#@play:}.json ;;
        esac
        [ -n "$program" ] || program=$word
        set -- "$@" "$word"
      done
      "$@"
      """;

  /**
   * @throws IllegalArgumentException for an item that is neither a path nor a dictionary
   */
  public StackFiles {
    items = List.copyOf(items);
    for (Value item : items) {
      boolean isPath = item instanceof Value.Text(String path) && !path.isEmpty();
      if (!isPath && !(item instanceof Value.Dict)) {
        throw new IllegalArgumentException("compose holds paths and dictionaries");
      }
    }
  }

  /** With one more dictionary. */
  public StackFiles with(Value.Dict more) {
    List<Value> all = new ArrayList<>(items);
    all.add(more);
    return new StackFiles(all);
  }

  /** A call of the client's with all of them as options behind the verb. */
  public Command command(DockerClient docker, List<String> verb, List<String> rest) {
    List<String> words = new ArrayList<>(docker.argv(verb));
    StringBuilder input = new StringBuilder();
    int n = 0;
    for (Value item : items) {
      if (item instanceof Value.Text(String path)) {
        words.add("--compose-file=" + path);
      } else if (item instanceof Value.Dict dict) {
        n++;
        words.add("@play:" + n);
        input.append(Json.compact(plain(dict))).append('\n');
      }
    }
    words.addAll(rest);
    return Command.script(SCRIPT, words.toArray(String[]::new))
        .withStdin(Blob.of(input.toString()));
  }

  private static Object plain(Value.Dict dict) {
    Object all = Value.toJava(dict, s -> Value.toJava(s.hidden(), x -> null));
    return all == null ? Map.of() : all;
  }

  /** All of them as one, as docker reads them. */
  public Definition read(DockerClient docker, HostView host) {
    CommandOutput told = ask(docker, host);
    if (!told.ok()) {
      String error = told.err().strip();
      throw new ModuleFailure(
          error.contains("is not a docker command") || error.contains("Usage:")
              ? "this host's docker has no stack config, which Docker 23 brought"
              : "docker stack config (" + wrong(told, docker, host) + "): " + error);
    }
    return Definition.read(told.out());
  }

  /** Of several the one that gives the same complaint alone: docker tells a line and no file. */
  private String wrong(CommandOutput told, DockerClient docker, HostView host) {
    for (Value item : items) {
      if (items.size() > 1) {
        CommandOutput alone = new StackFiles(List.of(item)).ask(docker, host);
        if (!alone.ok() && alone.err().equals(told.err())) {
          return name(item);
        }
      }
    }
    return String.join(", ", items.stream().map(StackFiles::name).toList());
  }

  private static String name(Value item) {
    return item instanceof Value.Text(String path) ? path : "a dictionary of the task";
  }

  private CommandOutput ask(DockerClient docker, HostView host) {
    Command command = command(docker, List.of("stack", "config"), List.of());
    Probe.Query plain = docker.question(List.of());
    Set<Resource> about = new HashSet<>(plain.about());
    for (Value item : items) {
      if (item instanceof Value.Text(String path)) {
        about.add(Resource.path(HostPath.of(path)));
        about.add(Resource.tree(path.contains("/") ? path.replaceFirst("/[^/]*$", "/") : "/"));
      }
    }
    return docker.answer(
        host, new Probe.Query(command.argv(), plain.environment(), command.stdin(), about));
  }
}
