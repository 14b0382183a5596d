package dev.play.modules.containers.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ModuleFailure;
import dev.play.modules.containers.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in the files that a project uses but compose does not look into: mounted files, configs,
 * secrets and build contexts. Their digests become labels, so that a change of content is a change
 * of configuration.
 */
public record Fingerprints(Map<String, String> byPath) {
  /** Label of a container: digest of the files mounted into it one by one. */
  public static final String FILES = "play.files";

  /**
   * Label of a container that shares what is another's: digest of its definition. compose's own
   * holds the identity of that other container, which {@code config --hash} does not know.
   */
  public static final String DEFINITION = "play.definition";

  /** Label of an image: digest of the directory that it was built from. */
  public static final String CONTEXT = "play.context";

  // Stands in the document for YAML that JSON has no word for.
  private static final String NOTHING = "<play: nothing>";

  // Prints "digest path" for each argument: of a file its content, of a directory after "-t" all
  // files below it with their modes; directories that are mounted hold data and are left out.
  private static final String SCRIPT =
      """
      tree=
      for path; do
        case $path in -t) tree=1; continue;; esac
        if [ -f "$path" ]; then sum=$(sha256sum < "$path")
        elif [ -d "$path" ] && [ -n "$tree" ]; then
          sum=$(cd "$path" && find . \\( -type f -o -type l \\) -exec stat -c '%a %F %N' {} + | sort | sha256sum &&
            find . -type f -exec sha256sum {} + | sort -k 2) || exit 1
          sum=$(printf '%s' "$sum" | sha256sum)
        else sum=none; fi
        printf '%s %s\\n' "${sum%% *}" "$path"
      done
      """;

  /** The question, for all of a project's services at once. */
  public static Probe.Query probe(Config config) {
    Set<String> files = new TreeSet<>();
    Set<String> trees = new TreeSet<>();
    config.services().values().forEach(s -> files.addAll(s.files()));
    config.services().values().forEach(s -> s.buildContext().ifPresent(trees::add));
    List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
    argv.addAll(files);
    argv.add("-t");
    argv.addAll(trees);
    Set<Resource> about = new HashSet<>();
    files.forEach(f -> about.add(Resource.tree(f)));
    trees.forEach(t -> about.add(Resource.tree(t)));
    return new Probe.Query(argv, Map.of("LC_ALL", "C"), Blob.of(""), about);
  }

  /** Reads the answer. */
  public static Fingerprints read(CommandOutput output) {
    if (!output.ok()) {
      throw new ModuleFailure("cannot read the project's files: " + output.err().strip());
    }
    Map<String, String> digests = new LinkedHashMap<>();
    for (String line : output.out().split("\n")) {
      int space = line.indexOf(' ');
      if (space > 0 && !line.startsWith("none ")) {
        digests.put(line.substring(space + 1), line.substring(0, space));
      }
    }
    return new Fingerprints(digests);
  }

  /**
   * The override that puts the labels on.
   *
   * @param alone services that are brought up without what they depend on: compose then takes them
   *     for services that depend on nothing (its {@code !reset} is of version 2.24)
   */
  public String override(Config config, Set<String> alone) {
    Map<String, Map<String, Object>> services = additions(config, alone);
    return services.isEmpty()
        ? ""
        : Json.compact(Map.of("services", services)).replace('"' + NOTHING + '"', "!reset {}");
  }

  /** The same as one document with a definition that is written out in the playbook. */
  String onto(String definition, Config config, Set<String> alone) {
    JsonNode root = Json.read(definition, "the definition");
    additions(config, alone)
        .forEach(
            (name, parts) -> {
              if (root.path("services").path(name) instanceof ObjectNode service) {
                parts.forEach((part, added) -> add(service, part, added));
              }
            });
    return Json.compact(root);
  }

  private static void add(ObjectNode node, String part, Object added) {
    if (added.equals(NOTHING)) {
      node.remove(part);
      return;
    }
    JsonNode old = node.path(part);
    Map<?, ?> entries = (Map<?, ?>) added;
    if (part.equals("labels") && old instanceof ArrayNode list) {
      entries.forEach((k, v) -> list.add(k + "=" + v));
      return;
    }
    if (part.equals("build") && old.isTextual()) {
      node.putObject(part).put("context", old.asText());
    } else if (!old.isObject()) {
      node.putObject(part);
    }
    ObjectNode into = (ObjectNode) node.path(part);
    entries.forEach(
        (k, v) -> {
          if (v instanceof Map<?, ?> more) {
            add(into, k.toString(), more);
          } else {
            into.put(k.toString(), v.toString());
          }
        });
  }

  private Map<String, Map<String, Object>> additions(Config config, Set<String> alone) {
    Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    config
        .services()
        .forEach(
            (name, service) -> {
              Map<String, Object> parts = new LinkedHashMap<>();
              Map<String, String> labels = labels(service);
              if (!labels.isEmpty()) {
                parts.put("labels", labels);
              }
              if (service.buildContext().isPresent()) {
                parts.put("build", Map.of("labels", Map.of(CONTEXT, context(service))));
              }
              if (alone.contains(name) && !service.dependsOn().isEmpty()) {
                parts.put("depends_on", NOTHING);
              }
              if (!parts.isEmpty()) {
                services.put(name, parts);
              }
            });
    return services;
  }

  /**
   * Digest of what a service's image is built from: the directory, and what the file says of it.
   */
  String context(Config.Service service) {
    String tree = service.buildContext().map(c -> byPath.getOrDefault(c, "none")).orElse("none");
    return service.buildWay().isEmpty()
        ? tree
        : Blob.of(tree + " " + service.buildWay()).digest(dev.play.host.DigestAlgorithm.SHA256);
  }

  private Map<String, String> labels(Config.Service service) {
    Map<String, String> labels = new TreeMap<>();
    String files = ofFiles(service);
    if (!files.isEmpty()) {
      labels.put(FILES, files);
    }
    if (!service.shares().isEmpty()) {
      labels.put(DEFINITION, definition(service));
    }
    return labels;
  }

  /** Digest of a service's definition and of the files mounted into it. */
  String definition(Config.Service service) {
    return Blob.of(service.definition() + ofFiles(service))
        .digest(dev.play.host.DigestAlgorithm.SHA256);
  }

  private String ofFiles(Config.Service service) {
    StringBuilder all = new StringBuilder();
    for (String file : new TreeSet<>(service.files())) {
      String digest = byPath.get(file);
      if (digest != null) {
        all.append(digest).append(' ').append(file).append('\n');
      }
    }
    return all.isEmpty()
        ? ""
        : Blob.of(all.toString()).digest(dev.play.host.DigestAlgorithm.SHA256);
  }
}
