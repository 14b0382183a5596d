package dev.play.modules.containers.image;

import dev.play.host.Command;
import dev.play.host.HostPath;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.modules.containers.docker.Variables;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an image is built: words for {@code docker build}, and variables beside them. */
public final class Build {
  private final List<String> words = new ArrayList<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private Optional<String> path = Optional.empty();
  private Optional<String> dockerfile = Optional.empty();

  /**
   * As in {@code build} of docker_image.
   *
   * @throws IllegalArgumentException for what it does not know or the client cannot do
   */
  public static Build of(Map<String, Value> options) {
    Build out = new Build();
    options.forEach(
        (name, value) -> {
          if (!(value instanceof Value.None)) {
            out.take(name, value);
          }
        });
    if (out.path.isEmpty()) {
      throw new IllegalArgumentException("build needs a path");
    }
    return out;
  }

  private void take(String name, Value value) {
    switch (name) {
      case "path" -> path = Optional.of(Wanted.text(value));
      case "dockerfile" -> dockerfile = Optional.of(Wanted.text(value));
      case "cache_from" -> Wanted.list(value).forEach(i -> words.add("--cache-from=" + i));
      case "pull" -> flag(value, true, "--pull");
      case "nocache" -> flag(value, true, "--no-cache");
      case "rm" -> {
        if (flag(value, false, "--rm=false")) {
          classic();
        }
      }
      case "network" -> word("--network", value);
      case "target" -> word("--target", value);
      case "platform" -> word("--platform", value);
      case "shm_size" ->
          words.add("--shm-size=" + Wanted.bytes("build.shm_size", Wanted.text(value)));
      case "etc_hosts" -> hosts(dict(name, value));
      case "args" -> arguments(dict(name, value));
      case "labels" -> labels(dict(name, value));
      case "container_limits" -> dict(name, value).forEach(this::limit);
      case "use_config_proxy" -> {
        if (!truth(value)) {
          throw new IllegalArgumentException(
              "build.use_config_proxy: the docker client always hands on the proxies of its configuration");
        }
      }
      case "http_timeout" ->
          throw new IllegalArgumentException(
              "build.http_timeout: the docker client has no limit to set");
      default -> throw new IllegalArgumentException("build knows no " + name);
    }
  }

  /** Limits of containers are the classic builder's alone; BuildKit would pass over them. */
  private void limit(String name, Value value) {
    if (value instanceof Value.None) {
      return;
    }
    String text = Wanted.text(value);
    classic();
    switch (name) {
      case "memory" -> words.add("--memory=" + Wanted.bytes("memory", text));
      case "memswap" -> words.add("--memory-swap=" + Wanted.bytes("memswap", text));
      case "cpushares" -> words.add("--cpu-shares=" + number(name, text));
      case "cpusetcpus" -> words.add("--cpuset-cpus=" + text);
      default -> throw new IllegalArgumentException("build.container_limits knows no " + name);
    }
  }

  private static long number(String name, String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(name + " is not a number: '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private void classic() {
    variables.put("DOCKER_BUILDKIT", "0");
  }

  /** Names to resolve, in building containers. */
  public void hosts(Map<String, Value> hosts) {
    hosts.forEach((name, address) -> words.add("--add-host=" + name + ":" + Wanted.text(address)));
  }

  /** Build arguments. Their values go by the environment: a process list does not show them. */
  public void arguments(Map<String, Value> arguments) {
    Variables given = Variables.of("--build-arg", arguments);
    words.addAll(given.words());
    variables.putAll(given.environment());
  }

  /** Labels of the image. */
  public void labels(Map<String, Value> labels) {
    Wanted.texts(labels).forEach((k, v) -> words.add("--label=" + k + "=" + v));
  }

  private static Map<String, Value> dict(String name, Value value) {
    if (!(value instanceof Value.Dict(Map<Value, Value> entries))) {
      throw new IllegalArgumentException("build." + name + " is a dictionary");
    }
    Map<String, Value> out = new LinkedHashMap<>();
    entries.forEach((k, v) -> out.put(Wanted.text(k), v));
    return out;
  }

  private static boolean truth(Value value) {
    String text = Wanted.text(value);
    if (text.matches("(?i)true|yes|on|1|y|t")) {
      return true;
    }
    if (text.matches("(?i)false|no|off|0|n|f")) {
      return false;
    }
    throw new IllegalArgumentException("not a boolean: '" + text + "'");
  }

  private boolean flag(Value value, boolean when, String word) {
    boolean applies = truth(value) == when;
    if (applies) {
      words.add(word);
    }
    return applies;
  }

  /** An option with a text. */
  public void word(String word, Value value) {
    words.add(word + "=" + Wanted.text(value));
  }

  /** The directory with what is built from, as given. */
  public HostPath path() {
    return HostPath.of(path.orElseThrow());
  }

  /**
   * The call.
   *
   * @param context the directory, as the host knows it
   * @param verb {@code build}, or {@code buildx build}
   */
  public Command command(DockerClient docker, ImageName name, HostPath context, String... verb) {
    List<String> all = new ArrayList<>(List.of(verb));
    all.add("--tag=" + name.text());
    dockerfile.ifPresent(
        f -> all.add("--file=" + (f.startsWith("/") ? f : context.child(f).text())));
    all.addAll(words);
    all.add("--");
    all.add(context.text());
    Map<String, String> environment = new LinkedHashMap<>(Map.of("BUILDKIT_PROGRESS", "plain"));
    environment.putAll(variables);
    return Command.of(docker.argv(all)).withEnvironment(environment);
  }
}
