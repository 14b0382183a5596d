package dev.play.modules.containers.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.host.Effect;
import dev.play.modules.containers.docker.DockerClient;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container's place in a network. */
public final class Endpoint {
  private Endpoint() {}

  /**
   * Connects a container to networks, and where asked for takes it out of others.
   *
   * @param now what docker tells of it; missing for one that is made first
   * @param fresh whether it is made first, in {@code first}
   */
  public static void connect(
      String container,
      Map<String, Value.Dict> wanted,
      JsonNode now,
      boolean strict,
      DockerClient docker,
      boolean fresh,
      Optional<String> first,
      List<Effect> effects) {
    JsonNode there = now.at("/NetworkSettings/Networks");
    wanted.forEach(
        (name, options) -> {
          boolean made = fresh && first.equals(Optional.of(name));
          List<String> words = words(options);
          boolean fits =
              made ? words.isEmpty() : there.has(name) && fits(there.path(name), options);
          if (fits) {
            return;
          }
          if (made || there.has(name)) {
            effects.add(leave(container, name, docker));
          }
          List<String> call = new ArrayList<>(List.of("network", "connect"));
          call.addAll(words);
          call.addAll(List.of(name, container));
          effects.add(docker.run(call, "connect " + container + " to " + name));
        });
    if (strict && !fresh) {
      there
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!wanted.containsKey(name)) {
                  effects.add(leave(container, name, docker));
                }
              });
    }
  }

  private static Effect leave(String container, String network, DockerClient docker) {
    return docker.run(
        List.of("network", "disconnect", "--force", network, container),
        "disconnect " + container + " from " + network);
  }

  private static List<String> words(Value.Dict options) {
    List<String> out = new ArrayList<>();
    options
        .entries()
        .forEach(
            (k, v) -> {
              if (v instanceof Value.None) {
                return;
              }
              switch (Wanted.text(k)) {
                case "name" -> DockerClient.requireName("network", Wanted.text(v));
                case "ipv4_address" -> out.add("--ip=" + Wanted.text(v));
                case "ipv6_address" -> out.add("--ip6=" + Wanted.text(v));
                case "aliases" -> Wanted.list(v).forEach(a -> out.add("--alias=" + a));
                case "links" -> Wanted.list(v).forEach(l -> out.add("--link=" + l));
                case "mac_address" ->
                    throw new IllegalArgumentException(
                        "networks: docker's client has no word for mac_address; the container's own"
                            + " option has");
                case "gw_priority" -> out.add("--gw-priority=" + Wanted.text(v));
                case "driver_opts" -> {
                  if (v instanceof Value.Dict all) {
                    all.entries()
                        .forEach(
                            (o, x) ->
                                out.add("--driver-opt=" + Wanted.text(o) + "=" + Wanted.text(x)));
                  }
                }
                default ->
                    throw new IllegalArgumentException("networks knows no " + Wanted.text(k));
              }
            });
    return out;
  }

  private static boolean fits(JsonNode there, Value.Dict options) {
    boolean addresses =
        same(options, "ipv4_address", there.at("/IPAMConfig/IPv4Address").asText())
            && same(options, "ipv6_address", there.at("/IPAMConfig/IPv6Address").asText());
    return addresses
        && ContainerSettings.texts(there.path("Aliases"))
            .toList()
            .containsAll(list(options, "aliases"))
        && ContainerSettings.texts(there.path("Links"))
            .toList()
            .containsAll(list(options, "links"));
  }

  private static boolean same(Value.Dict options, String name, String is) {
    return options
        .get(name)
        .filter(v -> !(v instanceof Value.None))
        .map(v -> Wanted.text(v).equals(is))
        .orElse(true);
  }

  private static List<String> list(Value.Dict options, String name) {
    return options.get(name).map(Wanted::list).orElse(List.of());
  }
}
