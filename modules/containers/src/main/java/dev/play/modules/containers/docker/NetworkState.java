package dev.play.modules.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.modules.containers.container.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a network is to be like: in the client's words, and against what there is. */
public final class NetworkState {
  private final List<String> words = new ArrayList<>();
  private final Map<String, Predicate<JsonNode>> conditions = new LinkedHashMap<>();

  /** A text at a place of what is told of a network. */
  public void text(String option, String wanted, String word, String place) {
    words.add(word + "=" + wanted);
    conditions.put(option, now -> now.at(place).asText().equals(wanted));
  }

  /** A switch. */
  public void flag(String option, boolean wanted, String word, String place) {
    words.add(word + "=" + wanted);
    conditions.put(option, now -> now.at(place).asBoolean() == wanted);
  }

  /** Entries that have to be there among others. */
  public void dict(String option, Map<String, String> wanted, String word, String place) {
    wanted.forEach((k, v) -> words.add(word + "=" + k + "=" + v));
    conditions.put(
        option,
        now ->
            wanted.entrySet().stream()
                .allMatch(e -> now.at(place).path(e.getKey()).asText("\0").equals(e.getValue())));
  }

  /**
   * Ranges of addresses.
   *
   * @throws IllegalArgumentException for a part that is unknown
   */
  public void ranges(List<Value.Dict> ranges) {
    List<Map<String, String>> wanted = new ArrayList<>();
    for (Value.Dict range : ranges) {
      Map<String, String> parts = new LinkedHashMap<>();
      range.entries().forEach((k, v) -> part(Wanted.text(k), v, parts));
      wanted.add(parts);
    }
    conditions.put(
        "ipam_config",
        now -> {
          JsonNode all = now.at("/IPAM/Config");
          return all.size() == wanted.size() && wanted.stream().allMatch(w -> has(all, w));
        });
  }

  private void part(String name, Value value, Map<String, String> parts) {
    if (value instanceof Value.None) {
      return;
    }
    switch (name) {
      case "subnet" -> parts.put("Subnet", Wanted.text(value));
      case "iprange" -> parts.put("IPRange", Wanted.text(value));
      case "gateway" -> parts.put("Gateway", Wanted.text(value));
      case "aux_addresses" -> {
        if (value instanceof Value.Dict aux) {
          aux.entries()
              .forEach(
                  (host, address) -> {
                    words.add("--aux-address=" + Wanted.text(host) + "=" + Wanted.text(address));
                    parts.put("AuxiliaryAddresses/" + Wanted.text(host), Wanted.text(address));
                  });
        }
        return;
      }
      default -> throw new IllegalArgumentException("ipam_config knows no " + name);
    }
    String word = name.equals("iprange") ? "--ip-range" : "--" + name;
    words.add(word + "=" + Wanted.text(value));
  }

  private static boolean has(JsonNode ranges, Map<String, String> wanted) {
    for (JsonNode range : ranges) {
      if (wanted.entrySet().stream()
          .allMatch(e -> range.at("/" + e.getKey()).asText("").equals(e.getValue()))) {
        return true;
      }
    }
    return false;
  }

  /** The options of {@code docker network create}. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** The options in which a network differs. */
  public List<String> differences(JsonNode now) {
    return conditions.entrySet().stream()
        .filter(c -> !c.getValue().test(now))
        .map(Map.Entry::getKey)
        .toList();
  }
}
