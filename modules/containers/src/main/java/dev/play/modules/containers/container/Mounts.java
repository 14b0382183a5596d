package dev.play.modules.containers.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Volumes and mounts of a container. */
final class Mounts {
  /** Suboptions of mounts: docker's word for each, and where docker tells of it. */
  private static final Map<String, List<String>> PARTS =
      Map.ofEntries(
          Map.entry("type", List.of("type", "/Type")),
          Map.entry("source", List.of("source", "/Source")),
          Map.entry("target", List.of("target", "/Target")),
          Map.entry("read_only", List.of("readonly", "/ReadOnly")),
          Map.entry("consistency", List.of("consistency", "/Consistency")),
          Map.entry("propagation", List.of("bind-propagation", "/BindOptions/Propagation")),
          Map.entry("non_recursive", List.of("bind-nonrecursive", "/BindOptions/NonRecursive")),
          Map.entry("no_copy", List.of("volume-nocopy", "/VolumeOptions/NoCopy")),
          Map.entry("volume_driver", List.of("volume-driver", "/VolumeOptions/DriverConfig/Name")),
          Map.entry("subpath", List.of("volume-subpath", "/VolumeOptions/Subpath")),
          Map.entry("tmpfs_size", List.of("tmpfs-size", "/TmpfsOptions/SizeBytes")),
          Map.entry("tmpfs_mode", List.of("tmpfs-mode", "/TmpfsOptions/Mode")));

  private Mounts() {}

  /** A volume as {@code SOURCE:TARGET:MODES}; without a source {@code TARGET}. */
  static String plain(String volume) {
    String[] parts = volume.split(":");
    if (parts.length == 1) {
      return volume;
    }
    TreeSet<String> modes = new TreeSet<>();
    if (parts.length > 2) {
      modes.addAll(Arrays.asList(parts[2].split(",")));
    }
    modes.remove("rw");
    return parts[0] + ":" + parts[1] + ":" + String.join(",", modes);
  }

  /** The volumes that docker tells of. */
  static Stream<String> volumes(JsonNode container) {
    List<String> out = new ArrayList<>();
    container.at("/HostConfig/Binds").forEach(b -> out.add(plain(b.asText())));
    container.at("/Config/Volumes").fieldNames().forEachRemaining(out::add);
    return out.stream();
  }

  /**
   * A mount in docker's words.
   *
   * @throws IllegalArgumentException for what those cannot say
   */
  static String word(Value.Dict mount) {
    List<String> out = new ArrayList<>();
    if (mount.get("target").isEmpty()) {
      throw new IllegalArgumentException("missing required arguments: target found in mounts");
    }
    if (mount.get("type").isEmpty()) {
      out.add("type=volume");
    }
    mount.entries().forEach((k, v) -> part(Wanted.text(k), v, out));
    return String.join(",", out);
  }

  private static void part(String name, Value value, List<String> out) {
    if (value instanceof Value.None) {
      return;
    }
    if (name.equals("labels") || name.equals("volume_options")) {
      String word = name.equals("labels") ? "volume-label" : "volume-opt";
      if (value instanceof Value.Dict dict) {
        dict.entries()
            .forEach((k, v) -> out.add(field(word + "=" + Wanted.text(k) + "=" + Wanted.text(v))));
      }
      return;
    }
    List<String> known = PARTS.get(name);
    if (known == null) {
      throw new IllegalArgumentException("mounts: docker's client has no word for " + name);
    }
    out.add(field(known.getFirst() + "=" + Wanted.text(value)));
  }

  /** A field of comma-separated values. */
  private static String field(String text) {
    return text.matches("(?s).*[,\"\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** Whether docker tells of such a mount among others. */
  static boolean has(JsonNode container, Value.Dict mount) {
    for (JsonNode there : container.at("/HostConfig/Mounts")) {
      if (mount.entries().entrySet().stream()
          .allMatch(e -> fits(there, Wanted.text(e.getKey()), e.getValue()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(JsonNode there, String name, Value wanted) {
    List<String> known = PARTS.get(name);
    if (known == null || wanted instanceof Value.None) {
      return true;
    }
    JsonNode is = there.at(known.get(1));
    return switch (name) {
      case "tmpfs_size" -> is.asLong() == Wanted.bytes(name, Wanted.text(wanted));
      case "tmpfs_mode" -> is.asInt() == Integer.parseInt(Wanted.text(wanted), 8);
      case "read_only", "non_recursive", "no_copy" ->
          is.asBoolean() == Wanted.text(wanted).equals("true");
      default -> is.asText().equals(Wanted.text(wanted));
    };
  }
}
