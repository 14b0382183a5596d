package dev.play.modules.containers.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Settings of a container that have a form of their own. */
public final class Texts {
  private Texts() {}

  /**
   * Environment variables, those of a file and over them those of the task.
   *
   * @param file what the file holds
   */
  public static Map<String, String> environment(
      Optional<String> file, Map<String, Value> variables) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String line : file.orElse("").lines().toList()) {
      String text = line.stripLeading();
      int equals = text.indexOf('=');
      if (!text.startsWith("#") && equals > 0) {
        out.put(text.substring(0, equals), text.substring(equals + 1));
      }
    }
    variables.forEach(
        (name, value) -> {
          if (name.isEmpty() || !name.matches("[^=\\s\\x00]+")) {
            throw new IllegalArgumentException("not a variable: '" + name + "'");
          }
          out.put(name, Wanted.text(value));
        });
    return out;
  }

  /** Compares variables. */
  public static void environment(Map<String, String> variables, ContainerSettings out) {
    Set<String> wanted = new LinkedHashSet<>();
    variables.forEach((k, v) -> wanted.add(k + "=" + v));
    out.entries(
        "env",
        wanted,
        now -> ContainerSettings.texts(now.at("/Config/Env")),
        image -> ContainerSettings.texts(image.at("/Config/Env")));
  }

  /** Program and arguments: docker's client takes one word for the program. */
  public static List<String> command(
      Optional<List<String>> entrypoint, Optional<List<String>> command, ContainerSettings out) {
    List<String> words = new ArrayList<>(command.orElse(List.of()));
    if (entrypoint.isPresent()) {
      List<String> program = entrypoint.get();
      out.words(List.of("--entrypoint=" + (program.isEmpty() ? "" : program.getFirst())));
      words.addAll(0, program.isEmpty() ? List.of() : program.subList(1, program.size()));
      List<String> all = new ArrayList<>(program);
      all.addAll(command.orElse(List.of()));
      out.sequence(
          "entrypoint",
          all,
          now ->
              Stream.concat(
                      ContainerSettings.texts(now.at("/Config/Entrypoint"))
                          .filter(w -> !w.isEmpty()),
                      ContainerSettings.texts(now.at("/Config/Cmd")))
                  .toList());
    } else {
      command.ifPresent(
          c ->
              out.sequence(
                  "command", c, now -> ContainerSettings.texts(now.at("/Config/Cmd")).toList()));
    }
    return words;
  }

  /** Ports that the host answers for. */
  public static void published(List<String> ports, String address, ContainerSettings out) {
    List<String> written =
        ports.stream()
            .map(
                p -> {
                  boolean addressed = Ports.parsed(p).group(1) != null;
                  return addressed || address.isEmpty()
                      ? p
                      : address + (p.contains(":") ? ":" : "::") + p;
                })
            .toList();
    written.forEach(p -> out.words(List.of("--publish=" + p)));
    out.entries("published_ports", Ports.wanted(written), Ports::actual, image -> Stream.of());
  }

  /** Ports that it listens at. */
  public static void exposed(Optional<List<String>> ports, ContainerSettings out) {
    out.set(
        "exposed_ports",
        ports,
        "--expose",
        p -> p.contains("/") ? p : p + "/tcp",
        now -> names(now.at("/Config/ExposedPorts")),
        image -> names(image.at("/Config/ExposedPorts")));
  }

  private static Stream<String> names(JsonNode object) {
    List<String> out = new ArrayList<>();
    object.fieldNames().forEachRemaining(out::add);
    return out.stream();
  }

  /** Volumes by docker's short form. */
  public static void volumes(Optional<List<String>> volumes, ContainerSettings out) {
    out.set(
        "volumes",
        volumes,
        "--volume",
        Mounts::plain,
        Mounts::volumes,
        image -> names(image.at("/Config/Volumes")));
  }

  /** Mounts by their parts. */
  public static void mounts(Optional<List<Value.Dict>> mounts, ContainerSettings out) {
    mounts.ifPresent(
        all -> {
          all.forEach(m -> out.words(List.of("--mount=" + Mounts.word(m))));
          out.value(
              "mounts",
              "true",
              now -> Boolean.toString(all.stream().allMatch(m -> Mounts.has(now, m))),
              List.of());
        });
  }

  /** The check of its health. */
  public static void health(Optional<Value.Dict> health, ContainerSettings out) {
    health.ifPresent(h -> Health.set(h, out));
  }

  /** Limits of devices: dictionaries of path and rate. */
  public static void rates(
      String option,
      Optional<List<Value.Dict>> rates,
      String word,
      String place,
      ContainerSettings out) {
    out.set(
        option,
        rates.map(
            all ->
                all.stream()
                    .map(
                        r ->
                            r.get("path").map(Wanted::text).orElse("")
                                + ":"
                                + Wanted.bytes(option, r.get("rate").map(Wanted::text).orElse("")))
                    .toList()),
        word,
        r -> r,
        now -> {
          List<String> there = new ArrayList<>();
          now.at(place)
              .forEach(r -> there.add(r.path("Path").asText() + ":" + r.path("Rate").asLong()));
          return there.stream();
        },
        image -> Stream.of());
  }

  /** Limits of a process, as {@code NAME:SOFT:HARD}. */
  public static void limits(Optional<List<String>> limits, ContainerSettings out) {
    for (String limit : limits.orElse(List.of())) {
      if (!limit.matches("[a-z]+:-?\\d+(:-?\\d+)?")) {
        throw new IllegalArgumentException("not a ulimit: '" + limit + "'");
      }
    }
    out.set(
        "ulimits",
        limits.map(all -> all.stream().map(l -> l.replaceFirst(":", "=")).toList()),
        "--ulimit",
        l -> {
          String[] parts = l.split("[=:]");
          return parts[0] + ":" + parts[1] + ":" + parts[parts.length - 1];
        },
        now -> {
          List<String> there = new ArrayList<>();
          now.at("/HostConfig/Ulimits")
              .forEach(
                  u ->
                      there.add(
                          u.path("Name").asText()
                              + ":"
                              + u.path("Soft").asLong()
                              + ":"
                              + u.path("Hard").asLong()));
          return there.stream();
        },
        image -> Stream.of());
  }

  /** Devices, as {@code HOST:CONTAINER:PERMISSIONS}. */
  public static void devices(Optional<List<String>> devices, ContainerSettings out) {
    out.set(
        "devices",
        devices,
        "--device",
        d -> {
          String[] parts = d.split(":");
          return parts.length == 1 ? d + ":" + d + ":rwm" : parts.length == 2 ? d + ":rwm" : d;
        },
        now -> {
          List<String> there = new ArrayList<>();
          now.at("/HostConfig/Devices")
              .forEach(
                  d ->
                      there.add(
                          d.path("PathOnHost").asText()
                              + ":"
                              + d.path("PathInContainer").asText()
                              + ":"
                              + d.path("CgroupPermissions").asText()));
          return there.stream();
        },
        image -> Stream.of());
  }

  /** Links, of which docker tells as {@code /OTHER:/NAME/ALIAS}. */
  public static void links(Optional<List<String>> links, ContainerSettings out) {
    out.set(
        "links",
        links,
        "--link",
        l -> l.contains(":") ? l : l + ":" + l,
        now ->
            ContainerSettings.texts(now.at("/HostConfig/Links"))
                .map(l -> l.replaceFirst("^/", "").replaceFirst(":.*/", ":")),
        image -> Stream.of());
  }

  /**
   * Devices asked of a driver.
   *
   * @throws IllegalArgumentException for what docker's client cannot say
   */
  public static void requests(Optional<List<Value.Dict>> requests, ContainerSettings out) {
    requests.ifPresent(
        all -> {
          for (Value.Dict request : all) {
            out.words(List.of("--gpus=" + request(request)));
          }
          out.value(
              "device_requests",
              Integer.toString(all.size()),
              now -> Integer.toString(now.at("/HostConfig/DeviceRequests").size()),
              List.of());
        });
  }

  private static String request(Value.Dict request) {
    List<String> parts = new ArrayList<>();
    request
        .entries()
        .forEach(
            (k, v) -> {
              switch (Wanted.text(k)) {
                case "count" -> parts.add("count=" + Wanted.text(v));
                case "driver" -> parts.add("driver=" + Wanted.text(v));
                case "device_ids" ->
                    parts.add("\"device=" + String.join(",", Wanted.list(v)) + '"');
                case "capabilities" -> {
                  List<Value> ways =
                      v instanceof Value.Sequence(List<Value> items) ? items : List.of(v);
                  if (ways.size() > 1) {
                    throw new IllegalArgumentException(
                        "device_requests: docker's client takes one list of capabilities");
                  }
                  ways.forEach(
                      w -> parts.add("\"capabilities=" + String.join(",", Wanted.list(w)) + '"'));
                }
                case "options" -> {
                  if (v instanceof Value.Dict options) {
                    options
                        .entries()
                        .forEach(
                            (o, x) ->
                                parts.add(
                                    "\"options=" + Wanted.text(o) + "=" + Wanted.text(x) + '"'));
                  }
                }
                default ->
                    throw new IllegalArgumentException(
                        "device_requests knows no " + Wanted.text(k));
              }
            });
    return String.join(",", parts);
  }
}
