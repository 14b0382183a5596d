package dev.play.modules.swarm.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.modules.containers.container.Wanted;
import dev.play.modules.swarm.service.Settings.Item;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Mounts, ports, networks, configs and secrets of a service, as given and as docker tells them. */
public final class Items {
  private Items() {}

  private static String part(Value.Dict dict, String name, String otherwise) {
    return Settings.given(dict, name).map(Wanted::text).orElse(otherwise);
  }

  private static String required(String option, Value.Dict dict, String name) {
    return Settings.given(dict, name)
        .map(Wanted::text)
        .filter(t -> !t.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException(option + " needs a " + name));
  }

  /** A line of fields with commas between them, quoted where that is needed. */
  private static String fields(Map<String, String> fields) {
    List<String> out = new ArrayList<>();
    fields.forEach(
        (k, v) -> {
          String field = k.replaceFirst("#.*", "") + "=" + v;
          boolean plain = !field.matches("(?s).*[,\"\\n\\r].*");
          out.add(plain ? field : "\"" + field.replace("\"", "\"\"") + "\"");
        });
    return String.join(",", out);
  }

  /** An octal number: YAML has made an integer of one without quotes. */
  private static int mode(Value.Dict dict, String name, int otherwise) {
    return Settings.given(dict, name)
        .map(
            v -> {
              if (v instanceof Value.Int(long i)) {
                return (int) i;
              }
              String text = Wanted.text(v).replaceFirst("^0o", "");
              if (!text.matches("[0-7]{1,5}")) {
                throw new IllegalArgumentException(name + " is not octal: '" + text + "'");
              }
              return Integer.parseInt(text, 8);
            })
        .orElse(otherwise);
  }

  /**
   * Configs or secrets.
   *
   * @param kind config or secret
   */
  public static List<Item> files(String kind, List<Value.Dict> given) {
    List<Item> out = new ArrayList<>();
    for (Value.Dict one : given) {
      if (Settings.given(one, kind + "_id").isPresent()) {
        throw new IllegalArgumentException(
            kind + "_id: the docker client finds it by " + kind + "_name");
      }
      Settings.requireParts(kind + "s", one, kind + "_id|" + kind + "_name|filename|uid|gid|mode");
      String name = required(kind + "s", one, kind + "_name");
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("source", name);
      fields.put("target", part(one, "filename", name));
      fields.put("uid", part(one, "uid", "0"));
      fields.put("gid", part(one, "gid", "0"));
      fields.put("mode", "0" + Integer.toOctalString(mode(one, "mode", 0444)));
      out.add(new Item(name, fields.toString(), fields(fields)));
    }
    return out;
  }

  /** The same as docker tells it. */
  public static Map<String, String> files(JsonNode list, String nameField) {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode one : list) {
      String name = one.path(nameField).asText();
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("source", name);
      fields.put("target", one.at("/File/Name").asText());
      fields.put("uid", one.at("/File/UID").asText("0"));
      fields.put("gid", one.at("/File/GID").asText("0"));
      fields.put("mode", "0" + Integer.toOctalString(one.at("/File/Mode").asInt()));
      out.put(name, fields.toString());
    }
    return out;
  }

  /** Mounts. */
  public static List<Item> mounts(List<Value.Dict> given) {
    List<Item> out = new ArrayList<>();
    for (Value.Dict one : given) {
      Settings.requireParts(
          "mounts",
          one,
          "source|target|type|readonly|labels|propagation|no_copy|driver_config|tmpfs_size|tmpfs_mode");
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("type", part(one, "type", "bind"));
      if (!fields.get("type").equals("tmpfs")) {
        fields.put("source", part(one, "source", ""));
      }
      String target = required("mounts", one, "target");
      fields.put("target", target);
      Settings.given(one, "readonly").ifPresent(v -> fields.put("readonly", Wanted.text(v)));
      Settings.given(one, "propagation")
          .ifPresent(v -> fields.put("bind-propagation", Wanted.text(v)));
      Settings.given(one, "no_copy").ifPresent(v -> fields.put("volume-nocopy", Wanted.text(v)));
      texts(one, "labels").forEach((k, v) -> fields.put("volume-label#" + k, k + "=" + v));
      if (Settings.given(one, "driver_config").orElse(Value.EMPTY_DICT) instanceof Value.Dict d) {
        Settings.requireParts("mounts.driver_config", d, "name|options");
        Settings.given(d, "name").ifPresent(v -> fields.put("volume-driver", Wanted.text(v)));
        texts(d, "options").forEach((k, v) -> fields.put("volume-opt#" + k, k + "=" + v));
      }
      Settings.given(one, "tmpfs_size")
          .ifPresent(
              v ->
                  fields.put(
                      "tmpfs-size", Long.toString(Wanted.bytes("tmpfs_size", Wanted.text(v)))));
      Settings.given(one, "tmpfs_mode")
          .ifPresent(
              v ->
                  fields.put(
                      "tmpfs-mode", "0" + Integer.toOctalString(mode(one, "tmpfs_mode", 0))));
      out.add(new Item(target, form(fields), fields(fields)));
    }
    return out;
  }

  /** What is off, or empty, docker does not tell. */
  private static String form(Map<String, String> fields) {
    Map<String, String> out = new TreeMap<>(fields);
    out.values().removeIf(v -> v.isEmpty() || v.equals("false"));
    return out.toString();
  }

  private static Map<String, String> texts(Value.Dict dict, String part) {
    Map<String, Value> out = new TreeMap<>();
    if (Settings.given(dict, part).orElse(Value.NONE) instanceof Value.Dict d) {
      d.entries().forEach((k, v) -> out.put(Wanted.text(k), v));
    }
    return Wanted.texts(out);
  }

  /** The same as docker tells it. */
  public static Map<String, String> mounts(JsonNode list) {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode one : list) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("type", one.path("Type").asText());
      fields.put("source", one.path("Source").asText());
      fields.put("target", one.path("Target").asText());
      fields.put("readonly", one.path("ReadOnly").asText());
      fields.put("bind-propagation", one.at("/BindOptions/Propagation").asText());
      fields.put("volume-nocopy", one.at("/VolumeOptions/NoCopy").asText());
      Settings.entries(one.at("/VolumeOptions/Labels"))
          .forEach((k, v) -> fields.put("volume-label#" + k, k + "=" + v));
      fields.put("volume-driver", one.at("/VolumeOptions/DriverConfig/Name").asText());
      Settings.entries(one.at("/VolumeOptions/DriverConfig/Options"))
          .forEach((k, v) -> fields.put("volume-opt#" + k, k + "=" + v));
      fields.put("tmpfs-size", one.at("/TmpfsOptions/SizeBytes").asText());
      JsonNode mode = one.at("/TmpfsOptions/Mode");
      fields.put("tmpfs-mode", mode.isNumber() ? "0" + Integer.toOctalString(mode.asInt()) : "");
      out.put(one.path("Target").asText(), form(fields));
    }
    return out;
  }

  /** Published ports. They are removed by all but the port that they are published at. */
  public static List<Item> ports(List<Value.Dict> given) {
    List<Item> out = new ArrayList<>();
    for (Value.Dict one : given) {
      Settings.requireParts("publish", one, "published_port|target_port|protocol|mode");
      String target = required("publish", one, "target_port");
      String published = part(one, "published_port", "");
      if (!(target + published).matches("\\d{1,10}")) {
        throw new IllegalArgumentException("not a port: '" + target + "', '" + published + "'");
      }
      String key = port(part(one, "mode", "ingress"), target, part(one, "protocol", "tcp"));
      String text = published.isEmpty() ? key : key + ",published=" + published;
      out.add(new Item(key, published, text));
    }
    return out;
  }

  private static String port(String mode, String target, String protocol) {
    if (!(mode + " " + protocol).matches("(ingress|host) (tcp|udp|sctp)")) {
      throw new IllegalArgumentException("publish cannot be " + mode + " " + protocol);
    }
    return "mode=" + mode + ",target=" + target + ",protocol=" + protocol;
  }

  /** The same as docker tells it. */
  public static Map<String, String> ports(JsonNode list) {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode one : list) {
      String key =
          port(
              one.path("PublishMode").asText("ingress"),
              one.path("TargetPort").asText(),
              one.path("Protocol").asText("tcp"));
      out.put(key, one.path("PublishedPort").asText().replaceFirst("^0$", ""));
    }
    return out;
  }

  /**
   * Networks.
   *
   * @param ids what docker calls a network by itself
   */
  public static List<Item> networks(
      List<Value> given, java.util.function.UnaryOperator<String> ids) {
    List<Item> out = new ArrayList<>();
    for (Value one : given) {
      Value.Dict dict = one instanceof Value.Dict d ? d : Value.dictOf("name", Wanted.text(one));
      Settings.requireParts("networks", dict, "name|aliases|options");
      String name = required("networks", dict, "name");
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("name", name);
      List<String> aliases = Settings.given(dict, "aliases").map(Wanted::list).orElse(List.of());
      aliases.stream().sorted().forEach(a -> fields.put("alias#" + a, a));
      Map<String, String> options = texts(dict, "options");
      options.forEach((k, v) -> fields.put("driver-opt#" + k, k + "=" + v));
      String form = aliases.stream().sorted().toList() + " " + new TreeMap<>(options);
      out.add(new Item(ids.apply(name), form, fields(fields)));
    }
    return out;
  }

  /** The same as docker tells it. */
  public static Map<String, String> networks(JsonNode list) {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode one : list) {
      String form =
          Settings.texts(one.path("Aliases")).stream().sorted().toList()
              + " "
              + new TreeMap<>(Settings.entries(one.path("DriverOpts")));
      out.put(one.path("Target").asText(), form);
    }
    return out;
  }

  /** Names and their addresses. */
  public static List<Item> hosts(Map<String, Value> given) {
    List<Item> out = new ArrayList<>();
    given.forEach(
        (name, address) -> {
          String text = Wanted.text(address);
          if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !text.matches("[0-9A-Fa-f.:]+")) {
            throw new IllegalArgumentException("not a host's address: " + name + " " + text);
          }
          out.add(new Item(name, text, name + ":" + text));
        });
    return out;
  }

  /** The same as docker tells it: the address first. */
  public static Map<String, String> hosts(JsonNode list) {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode one : list) {
      String[] parts = one.asText().split("\\s+");
      for (int i = 1; i < parts.length; i++) {
        out.put(parts[i], parts[0]);
      }
    }
    return out;
  }

  /** Variables as docker tells them. */
  public static Map<String, String> variables(JsonNode list) {
    Map<String, String> out = new LinkedHashMap<>();
    for (JsonNode one : list) {
      String[] parts = one.asText().split("=", 2);
      out.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return out;
  }

  /** Plain texts. */
  public static List<Item> texts(Optional<List<String>> given) {
    return given.orElse(List.of()).stream().map(t -> new Item(t, "", t)).toList();
  }

  /** Entries of a dictionary. */
  public static List<Item> entries(Map<String, Value> given) {
    List<Item> out = new ArrayList<>();
    Wanted.texts(given).forEach((k, v) -> out.add(new Item(k, v, k + "=" + v)));
    return out;
  }
}
