package dev.play.modules.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.play.host.Command;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.json.Json;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The host's docker client and the daemon that it talks to.
 *
 * @param program its name or path
 * @param daemon address of the daemon; its own choice where empty
 * @param options for TLS and such, before the verb
 * @param apiVersion of the daemon's interface; {@code auto} for what it offers
 */
public record DockerClient(
    String program, Optional<String> daemon, List<String> options, String apiVersion) {
  /** Containers, images, networks and volumes. */
  public static final Resource DOCKER = Resource.topic("docker");

  private static final Set<Resource> TOUCHED =
      Set.of(DOCKER, Resource.topic("nftables"), Resource.topic("processes"));

  public DockerClient {
    options = List.copyOf(options);
    if (daemon.filter(d -> !d.matches("[a-z]+://[^\\s'\"`$]*")).isPresent()) {
      throw new IllegalArgumentException("not the address of a daemon: '" + daemon.get() + "'");
    }
    if (!apiVersion.matches("auto|\\d+\\.\\d+")) {
      throw new IllegalArgumentException("not a version of the interface: '" + apiVersion + "'");
    }
  }

  /** A name of a container, network or volume, or an id. */
  public static void requireName(String what, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("not a name of a " + what + ": '" + name + "'");
    }
  }

  /** A call. */
  public List<String> argv(List<String> words) {
    List<String> out = new ArrayList<>(List.of(program));
    out.addAll(options);
    out.addAll(words);
    return out;
  }

  /** What every call has in its environment. */
  public Map<String, String> environment() {
    Map<String, String> out = new LinkedHashMap<>(Map.of("LC_ALL", "C"));
    daemon.ifPresent(d -> out.put("DOCKER_HOST", d));
    if (!apiVersion.equals("auto")) {
      out.put("DOCKER_API_VERSION", apiVersion);
    }
    return out;
  }

  /**
   * What the daemon knows of something.
   *
   * @param kind container, image, network or volume
   * @return empty where there is no such thing
   */
  public Optional<JsonNode> inspect(HostView host, String kind, String name) {
    CommandOutput told = answer(host, question(kind, name));
    if (told.ok()) {
      JsonNode all = Json.read(told.out(), "what docker tells of " + name);
      return Optional.ofNullable(all.get(0));
    }
    if (isAbsent(kind, told.err().toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    throw new ModuleFailure("docker cannot tell of " + name + ": " + told.err().strip());
  }

  /** What it says to a question, however that ends. */
  public CommandOutput answer(HostView host, Probe.Query question) {
    if (!program.contains("/") && host.known(new Probe.Tool(program)).isEmpty()) {
      throw new ModuleFailure(
          program + " is not on this host; install Docker first, by install_docker for example");
    }
    return host.known(question);
  }

  /** What it says to a question; where it says that it cannot, the task fails with its words. */
  public String ask(HostView host, String... words) {
    return ask(host, List.of(words));
  }

  /** The same of a list of words. */
  public String ask(HostView host, List<String> words) {
    CommandOutput told = answer(host, momentary(words));
    if (!told.ok()) {
      throw new ModuleFailure("docker " + words.getFirst() + ": " + told.err().strip());
    }
    return told.out();
  }

  /** There is no such thing; a file, a host or a context that is missing is another matter. */
  private static boolean isAbsent(String kind, String error) {
    return Pattern.compile("no such (?!file|host)|" + kind + " .*not found").matcher(error).find();
  }

  /** The question behind {@link #inspect}. */
  public Probe.Query question(String kind, String name) {
    return question(List.of(kind, "inspect", name));
  }

  /** One whose answer holds for a moment, for it tells of time or in no order. */
  public Probe.Query momentary(List<String> words) {
    Probe.Query plain = question(words);
    Set<Resource> about = new HashSet<>(plain.about());
    about.add(Resource.CLOCK);
    return new Probe.Query(plain.argv(), plain.environment(), plain.stdin(), about);
  }

  /** A call that changes nothing. */
  public Probe.Query question(List<String> words) {
    return new Probe.Query(
        argv(words),
        environment(),
        dev.play.host.Blob.of(""),
        Set.of(DOCKER, Resource.UNITS, Resource.PACKAGE_SET));
  }

  /** A call that changes something. */
  public Effect.Run run(List<String> words, String why) {
    return run(Command.of(argv(words)), why);
  }

  /** A call, or a script with one in it, that changes something. */
  public Effect.Run run(Command command, String why) {
    return Effect.Run.of(command.withEnvironment(environment()), why, TOUCHED);
  }

  /** What calls may change. */
  public static Set<Resource> touched() {
    return TOUCHED;
  }

  /** Looks at something after a change, for the result. */
  public Effect.Run look(String kind, String name) {
    String[] words = argv(List.of(kind, "inspect", name)).toArray(String[]::new);
    return Effect.Run.of(
        Command.script("\"$@\" || :", words).withEnvironment(environment()),
        "look at " + name,
        Set.of());
  }

  /** The result with what a look told. */
  public static TaskResult told(TaskResult result, String as, Plan.Outcome look) {
    JsonNode all =
        look.output().out().isBlank()
            ? MissingNode.getInstance()
            : Json.read(look.output().out(), "what docker tells");
    return result.with(as, all.isEmpty() ? Value.EMPTY_DICT : Json.value(all.path(0)));
  }
}
