package dev.play.modules.swarm.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.DigestAlgorithm;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.containers.docker.DockerClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret or a config of a swarm. What a secret holds cannot be read back, so its digest is kept
 * in a label, under the names that Ansible's modules use: what they made is known again.
 *
 * @param kind secret or config
 */
public record Stored(
    String kind,
    StoredArguments args,
    Optional<String> data,
    Optional<String> templateDriver,
    DockerClient docker,
    HostView host) {
  private static final String KEY = "ansible_key";
  private static final String VERSION = "ansible_version";

  /** One that is there. */
  private record Version(String id, String name, long number, JsonNode spec) {}

  /** The module's whole plan. */
  public Plan plan() {
    Membership.of(docker, host).requireManager();
    List<Version> there = there();
    if (args.state() == StoredArguments.State.ABSENT) {
      return Plan.change(there.stream().map(this::remove).toList());
    }
    Blob content = content();
    if (!there.isEmpty() && !args.force() && !differs(there.getLast(), content)) {
      Version kept = there.getLast();
      List<Effect> old = old(there, 0);
      TaskResult result = result(kept.id(), kept.name());
      TaskResult told = isComparable(kept) ? result : result.with("warnings", List.of(warning()));
      return Plan.change(old, told);
    }
    List<Effect> effects = new ArrayList<>();
    if (!args.rollingVersions()) {
      there.forEach(v -> effects.add(remove(v)));
    }
    long number = there.isEmpty() ? 1 : there.getLast().number() + 1;
    String name = args.rollingVersions() ? args.name() + "_v" + number : args.name();
    int made = effects.size();
    effects.add(create(name, number, content));
    effects.addAll(old(there, 1));
    return Plan.run(effects, outcomes -> result(outcomes.get(made).output().out().strip(), name));
  }

  private TaskResult result(String id, String name) {
    return TaskResult.of(kind + "_id", id, kind + "_name", name);
  }

  private String warning() {
    return "'"
        + KEY
        + "' label not found. The "
        + kind
        + " will not be changed unless the force parameter is set to 'true'";
  }

  /** By name, or all versions of a name, the newest last. */
  private List<Version> there() {
    String listed =
        docker.ask(
            host, kind, "ls", "--filter", "name=" + args.name(), "--format", "{{.ID}} {{.Name}}");
    Pattern own =
        Pattern.compile(
            Pattern.quote(args.name()) + (args.rollingVersions() ? "_v(\\d{1,9})" : "()"));
    List<Version> out = new ArrayList<>();
    for (String line : listed.lines().toList()) {
      String[] parts = line.strip().split(" ", 2);
      Matcher m = own.matcher(parts.length == 2 ? parts[1] : "");
      if (m.matches()) {
        JsonNode all = docker.inspect(host, kind, parts[0]).orElseThrow();
        long number = m.group(1).isEmpty() ? 0 : Long.parseLong(m.group(1));
        out.add(new Version(parts[0], parts[1], number, all.path("Spec")));
      }
    }
    out.sort(Comparator.comparingLong(Version::number));
    return out;
  }

  private Blob content() {
    if (args.dataSrc().isPresent()) {
      return host.known(Probe.ContentOf.of(args.dataSrc().get()))
          .orElseThrow(() -> new ModuleFailure("Error while reading " + args.dataSrc().get()));
    }
    String text = data.orElseThrow();
    if (!args.dataIsB64()) {
      return Blob.of(text);
    }
    try {
      return Blob.of(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
    } catch (IllegalArgumentException e) {
      throw new ModuleFailure("data is not base64");
    }
  }

  private boolean isComparable(Version version) {
    return kind.equals("config") || version.spec().path("Labels").has(KEY);
  }

  private boolean differs(Version version, Blob content) {
    JsonNode spec = version.spec();
    JsonNode labels = spec.path("Labels");
    boolean data =
        kind.equals("config")
            ? !spec.path("Data").asText().equals(base64(content))
            : labels.has(KEY) && !labels.path(KEY).asText().equals(key(content));
    boolean template = !spec.at("/Templating/Name").asText().equals(templateDriver.orElse(""));
    boolean labelled =
        Wanted.texts(args.labels().orElse(Map.of())).entrySet().stream()
            .allMatch(
                e ->
                    labels.has(e.getKey())
                        && labels.path(e.getKey()).asText().equals(e.getValue()));
    return data || template || !labelled;
  }

  private static String base64(Blob content) {
    return new String(Base64.getEncoder().encode(content.bytes()), StandardCharsets.US_ASCII);
  }

  private static String key(Blob content) {
    return content.digest(DigestAlgorithm.SHA224);
  }

  private Effect create(String name, long number, Blob content) {
    Map<String, String> labels = new LinkedHashMap<>(Wanted.texts(args.labels().orElse(Map.of())));
    labels.put(KEY, key(content));
    if (args.rollingVersions()) {
      labels.put(VERSION, Long.toString(number));
    }
    List<String> words = new ArrayList<>(List.of(kind, "create"));
    labels.forEach((k, v) -> words.add("--label=" + k + "=" + v));
    templateDriver.ifPresent(d -> words.add("--template-driver=" + d));
    words.addAll(List.of(name, "-"));
    return docker.run(
        Command.of(docker.argv(words)).withStdin(content), "make " + kind + " " + name);
  }

  private Effect remove(Version version) {
    return docker.run(List.of(kind, "rm", version.name()), "remove " + kind + " " + version.name());
  }

  /** Those beyond what is kept. */
  private List<Effect> old(List<Version> there, int more) {
    if (!args.rollingVersions() || args.versionsToKeep() < 0) {
      return List.of();
    }
    int surplus = there.size() + more - Math.max(args.versionsToKeep(), 1);
    return there.stream().limit(Math.max(0, surplus)).map(this::remove).toList();
  }
}
