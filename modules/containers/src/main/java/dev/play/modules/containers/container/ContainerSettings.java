package dev.play.modules.containers.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settings of a container: in the client's words, and against what a container has. */
public final class ContainerSettings {
  /** How a setting is compared. */
  public enum Comparison {
    STRICT,
    IGNORE,
    ALLOW_MORE_PRESENT
  }

  /**
   * One setting.
   *
   * @param wanted a set of texts, or a list of them where their order counts
   * @param actual the same of what docker tells of a container
   * @param inherited what the image brings along
   * @param update words for {@code docker update}; empty where only a new container can have it
   */
  private record Setting(
      String option,
      Object wanted,
      Function<JsonNode, Object> actual,
      Function<JsonNode, Set<String>> inherited,
      List<String> update) {
    boolean fits(JsonNode container, JsonNode image, Optional<Comparison> asked) {
      Object is = actual.apply(container);
      if (!(wanted instanceof Set<?> set) || !(is instanceof Set<?> there)) {
        return asked.equals(Optional.of(Comparison.ALLOW_MORE_PRESENT))
                && wanted instanceof List<?> list
                && is instanceof List<?> more
            ? new HashSet<>(more).containsAll(list)
            : is.equals(wanted);
      }
      if (!asked.equals(Optional.of(Comparison.STRICT))) {
        return there.containsAll(set);
      }
      Set<Object> all = new HashSet<>(inherited.apply(image));
      all.removeIf(i -> set.stream().anyMatch(w -> key(w).equals(key(i))));
      all.addAll(set);
      return there.equals(all);
    }

    private static String key(Object entry) {
      return entry.toString().replaceFirst("=.*", "");
    }
  }

  private final List<String> words = new ArrayList<>();
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  /** A text at a place of what docker tells. */
  public void text(String option, Optional<String> wanted, String word, String place) {
    wanted.ifPresent(
        w -> {
          words.add(word + "=" + w);
          value(option, w, now -> now.at(place).asText(), List.of());
        });
  }

  /** A switch. */
  public void flag(String option, Optional<Boolean> wanted, String word, String place) {
    wanted.ifPresent(
        w -> {
          words.add(word + "=" + w);
          value(
              option, w.toString(), now -> Boolean.toString(now.at(place).asBoolean()), List.of());
        });
  }

  /** A number. {@code updates}: whether it can be changed while the container is there. */
  public void number(
      String option,
      Optional<? extends Number> wanted,
      String word,
      String place,
      boolean updates) {
    wanted.ifPresent(
        w -> {
          String given = word + "=" + w;
          words.add(given);
          value(
              option,
              Long.toString(w.longValue()),
              now -> Long.toString(now.at(place).asLong()),
              updates ? List.of(given) : List.of());
        });
  }

  /** A size in bytes. */
  public void size(
      String option, Optional<String> wanted, String word, String place, boolean updates) {
    number(option, wanted.map(w -> Wanted.bytes(option, w)), word, place, updates);
  }

  /** A value with a comparison of its own. */
  public void value(
      String option, String wanted, Function<JsonNode, Object> actual, List<String> update) {
    settings.put(option, new Setting(option, wanted, actual, image -> Set.of(), update));
  }

  /** Texts whose order counts. */
  public void list(String option, Optional<List<String>> wanted, String word, String place) {
    wanted.ifPresent(
        w -> {
          w.forEach(each -> words.add(word + "=" + each));
          sequence(option, w, now -> texts(now.at(place)).toList());
        });
  }

  /** Texts whose order counts, whose words stand elsewhere. */
  public void sequence(
      String option, List<String> wanted, Function<JsonNode, List<String>> actual) {
    settings.put(option, new Setting(option, wanted, actual::apply, image -> Set.of(), List.of()));
  }

  /** Texts of which a container may have more. */
  public void set(String option, Optional<List<String>> wanted, String word, String place) {
    set(option, wanted, word, w -> w, now -> texts(now.at(place)), image -> Stream.of());
  }

  /**
   * The same in a plainer form.
   *
   * @param plain the form of what is wanted
   * @param actual what a container has, in that form
   * @param inherited what an image brings along, in that form
   */
  public void set(
      String option,
      Optional<List<String>> wanted,
      String word,
      Function<String, String> plain,
      Function<JsonNode, Stream<String>> actual,
      Function<JsonNode, Stream<String>> inherited) {
    wanted.ifPresent(
        w -> {
          w.forEach(each -> words.add(word + "=" + each));
          entries(option, new LinkedHashSet<>(w.stream().map(plain).toList()), actual, inherited);
        });
  }

  /** Entries whose words stand elsewhere. */
  public void entries(
      String option,
      Set<String> wanted,
      Function<JsonNode, Stream<String>> actual,
      Function<JsonNode, Stream<String>> inherited) {
    settings.put(
        option,
        new Setting(
            option,
            wanted,
            now -> new HashSet<>(actual.apply(now).toList()),
            image -> new HashSet<>(inherited.apply(image).toList()),
            List.of()));
  }

  /** Names with values. */
  public void dict(
      String option,
      Optional<Map<String, String>> wanted,
      String word,
      String between,
      String place) {
    wanted.ifPresent(
        w -> {
          w.forEach((k, v) -> words.add(word + "=" + k + between + v));
          Set<String> entries = new LinkedHashSet<>();
          w.forEach((k, v) -> entries.add(k + "=" + v));
          entries(option, entries, now -> pairs(now.at(place)), image -> pairs(image.at(place)));
        });
  }

  /** Further words. */
  public void words(List<String> more) {
    words.addAll(more);
  }

  /** The texts of an array; none where there is no array. */
  public static Stream<String> texts(JsonNode array) {
    List<String> out = new ArrayList<>();
    array.forEach(e -> out.add(e.asText()));
    return out.stream();
  }

  /** The entries of an object as {@code NAME=VALUE}. */
  public static Stream<String> pairs(JsonNode object) {
    List<String> out = new ArrayList<>();
    object.fields().forEachRemaining(e -> out.add(e.getKey() + "=" + e.getValue().asText()));
    return out.stream();
  }

  /** The options of {@code docker create}. */
  public List<String> words() {
    return List.copyOf(words);
  }

  /** What a container differs in. */
  public List<String> differences(
      JsonNode container, JsonNode image, Map<String, Comparison> comparisons) {
    Map<String, Comparison> asked = new HashMap<>(comparisons);
    List<String> out = new ArrayList<>();
    for (Setting each : settings.values()) {
      Optional<Comparison> comparison =
          Optional.ofNullable(asked.getOrDefault(each.option(), asked.get("*")));
      boolean ignored =
          comparison.isEmpty()
              ? each.option().equals("stop_timeout")
              : comparison.get() == Comparison.IGNORE;
      if (!ignored && !each.fits(container, image, comparison)) {
        out.add(each.option());
      }
    }
    return out;
  }

  /** Words of {@code docker update} for these options; empty where it cannot set them all. */
  public Optional<List<String>> update(List<String> options) {
    List<String> out = new ArrayList<>();
    for (String option : options) {
      Setting setting = settings.get(option);
      if (setting == null || setting.update().isEmpty()) {
        return Optional.empty();
      }
      out.addAll(setting.update());
    }
    return Optional.of(out);
  }
}
