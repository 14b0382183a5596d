package dev.play.modules.swarm.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.modules.containers.container.Wanted;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The options of a service that are asked for. */
public final class Settings {
  private final List<Setting> all = new ArrayList<>();

  /** In the order in which they were given. */
  public List<Setting> all() {
    return List.copyOf(all);
  }

  /** A text at a place of the specification. */
  public void text(String option, Optional<String> wanted, String word, String place) {
    wanted.ifPresent(w -> add(option, word + "=" + w, now -> now.at(place).asText().equals(w)));
  }

  /** A switch. */
  public void flag(String option, Optional<Boolean> wanted, String word, String place) {
    wanted.ifPresent(w -> add(option, word + "=" + w, now -> now.at(place).asBoolean() == w));
  }

  /** A number, written by the client as {@code text}. */
  public void number(String option, long wanted, String text, String word, String place) {
    add(option, word + "=" + text, now -> now.at(place).asLong() == wanted);
  }

  /** A part of a dictionary: a number. */
  public void count(Value.Dict given, String part, String word, String place) {
    given(given, part)
        .ifPresent(
            v -> {
              String text = Wanted.text(v);
              if (!text.matches("\\d{1,18}")) {
                throw new IllegalArgumentException(part + " is not a number: '" + text + "'");
              }
              number(part, Long.parseLong(text), text, word, place);
            });
  }

  /** A part of a dictionary: a fraction, kept as such or in billionths. */
  public void fraction(Value.Dict given, String part, String word, String place, double factor) {
    given(given, part)
        .ifPresent(
            v -> {
              String text = Wanted.text(v);
              if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                throw new IllegalArgumentException(part + " is not a number: '" + text + "'");
              }
              double wanted = Double.parseDouble(text) * factor;
              add(
                  part,
                  word + "=" + text,
                  now -> Math.abs(now.at(place).asDouble() - wanted) < 1e-6 * Math.max(1, wanted));
            });
  }

  /** A part of a dictionary: a duration. */
  public void duration(Value.Dict given, String part, String word, String place) {
    given(given, part).ifPresent(v -> duration(part, Wanted.text(v), word, place));
  }

  /** A duration. */
  public void duration(String option, String text, String word, String place) {
    long wanted = Wanted.nanoseconds(option, text);
    number(option, wanted, wanted + "ns", word, place);
  }

  /** A part of a dictionary: a size. */
  public void size(Value.Dict given, String part, String word, String place) {
    given(given, part)
        .ifPresent(
            v -> {
              long wanted = Wanted.bytes(part, Wanted.text(v));
              number(part, wanted, Long.toString(wanted), word, place);
            });
  }

  /** A part of a dictionary: one of some words. */
  public void choice(Value.Dict given, String part, String choices, String word, String place) {
    given(given, part)
        .map(Wanted::text)
        .ifPresent(
            t -> {
              if (!t.matches(choices)) {
                throw new IllegalArgumentException(part + " cannot be '" + t + "'");
              }
              text(part, Optional.of(t), word, place);
            });
  }

  /** A part of a dictionary that was given. */
  public static Optional<Value> given(Value.Dict dict, String part) {
    return dict.get(part).filter(v -> !(v instanceof Value.None));
  }

  /**
   * Fails for parts that are not known.
   *
   * @param known names with {@code |} between them
   */
  public static void requireParts(String option, Value.Dict dict, String known) {
    for (Value key : dict.entries().keySet()) {
      if (!Wanted.text(key).matches(known)) {
        throw new IllegalArgumentException(option + " knows no " + Wanted.text(key));
      }
    }
  }

  /**
   * Words of a command line; the client reads them as a shell would.
   *
   * @param onCreate whether a new service takes them by this word too
   */
  public void line(
      String option, Optional<List<String>> wanted, boolean onCreate, String word, String place) {
    wanted.ifPresent(
        words -> {
          List<String> quoted =
              words.stream().map(w -> "'" + w.replace("'", "'\"'\"'") + "'").toList();
          String text = word + "=" + String.join(" ", quoted);
          all.add(
              new Setting(
                  option,
                  onCreate ? List.of(text) : List.of(),
                  now -> List.of(text),
                  now -> texts(now.at(place)).equals(words),
                  false));
        });
  }

  /** What comes only with a new service. */
  public void fixed(String option, List<String> create, Predicate<JsonNode> isSo) {
    all.add(new Setting(option, create, now -> List.of(), isSo, true));
  }

  /** Words that replace all that there is. */
  public void words(String option, List<String> words, Predicate<JsonNode> isSo) {
    all.add(new Setting(option, words, now -> words, isSo, false));
  }

  private void add(String option, String word, Predicate<JsonNode> isSo) {
    words(option, List.of(word), isSo);
  }

  /**
   * A set of items, each added and removed by itself.
   *
   * @param word that gives one to a new service; with {@code -add} and {@code -rm} to one that is
   * @param wanted by what removes each
   * @param now what there is, in the same form
   * @param inPlace whether adding one replaces another that is removed by the same
   */
  public void items(
      String option,
      String word,
      String stem,
      List<Item> wanted,
      Function<JsonNode, Map<String, String>> now,
      boolean inPlace) {
    Map<String, String> forms = new TreeMap<>();
    wanted.forEach(i -> forms.put(i.key(), i.form()));
    all.add(
        new Setting(
            option,
            wanted.stream().map(i -> word + "=" + i.text()).toList(),
            spec -> changes(stem, wanted, now.apply(spec), inPlace),
            spec -> new TreeMap<>(now.apply(spec)).equals(forms),
            false));
  }

  private static List<String> changes(
      String stem, List<Item> wanted, Map<String, String> now, boolean inPlace) {
    List<String> out = new ArrayList<>();
    Map<String, Item> byKey = new LinkedHashMap<>();
    wanted.forEach(i -> byKey.put(i.key(), i));
    now.forEach(
        (key, form) -> {
          Item item = byKey.get(key);
          if (item == null || (!inPlace && !item.form().equals(form))) {
            out.add(stem + "-rm=" + key);
          }
        });
    byKey.forEach(
        (key, item) -> {
          if (!item.form().equals(now.get(key))) {
            out.add(stem + "-add=" + item.text());
          }
        });
    return out;
  }

  /**
   * An item of a set.
   *
   * @param key what removes it
   * @param form what it is like, to compare by
   * @param text what adds it
   */
  public record Item(String key, String form, String text) {}

  /** The texts of a list. */
  public static List<String> texts(JsonNode list) {
    List<String> out = new ArrayList<>();
    list.forEach(n -> out.add(n.asText()));
    return out;
  }

  /** The texts of a list, each for itself. */
  public static Map<String, String> set(JsonNode list) {
    Map<String, String> out = new LinkedHashMap<>();
    list.forEach(n -> out.put(n.asText(), ""));
    return out;
  }

  /** The entries of a dictionary, without those that docker makes itself. */
  public static Map<String, String> entries(JsonNode dict) {
    Map<String, String> out = new LinkedHashMap<>();
    dict.properties()
        .forEach(
            e -> {
              if (!e.getKey().startsWith("com.docker.")) {
                out.put(e.getKey(), e.getValue().asText());
              }
            });
    return out;
  }
}
