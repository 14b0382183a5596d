package dev.play.template.library;

import dev.play.template.Conditions;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a filter, test, lookup or function, written as {@code "d? attribute? *items
 * **options"}: a name, with {@code ?} when it may be left out; {@code *} takes further positional
 * arguments (names behind it are named only) and {@code **} further named ones. {@code name=none},
 * {@code name=true} and {@code name=false} may be left out too and take no other value: nothing
 * else is supported. Behind {@code " | "} may stand what Ansible says of a name that is none of
 * these.
 */
public final class Signature {
  private static final Map<String, Value> LITERALS =
      Map.of("none", Value.NONE, "true", Value.TRUE, "false", Value.FALSE);

  private final List<String> names = new ArrayList<>();
  private final Map<String, Value> only = new HashMap<>();
  private int required;
  private int positional;
  private boolean restPositional;
  private boolean restNamed;
  private Optional<String> ownWords = Optional.empty();

  private Signature() {}

  /** Parses the notation above. */
  public static Signature of(String text) {
    Signature made = new Signature();
    String[] parts = text.split(" \\| ", 2);
    made.ownWords = parts.length > 1 ? Optional.of(parts[1]) : Optional.empty();
    for (String word : parts[0].isBlank() ? new String[0] : parts[0].strip().split("\\s+")) {
      if (word.startsWith("**")) {
        made.restNamed = true;
      } else if (word.startsWith("*")) {
        made.restPositional = true;
        made.positional = made.names.size();
      } else if (word.indexOf('=') > 0) {
        made.fix(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      } else if (word.endsWith("?")) {
        made.names.add(word.substring(0, word.length() - 1));
      } else {
        made.names.add(word);
        made.required = made.names.size();
      }
    }
    made.positional = made.restPositional ? made.positional : made.names.size();
    return made;
  }

  private void fix(String name, String literal) {
    Value value = LITERALS.get(literal);
    if (value == null) {
      throw new IllegalArgumentException("no literal " + literal + " in the signature");
    }
    names.add(name);
    only.put(name, value);
  }

  /**
   * Which value of a call's arguments is not supported, if any. None is always taken, as is a value
   * that is not known (yet).
   */
  public Optional<String> refusal(List<Value> given, Map<String, Value> named) {
    for (int i = 0; i < Math.min(given.size(), positional); i++) {
      if (refuses(names.get(i), given.get(i))) {
        return Optional.of(refusal(names.get(i)));
      }
    }
    return named.entrySet().stream()
        .filter(e -> refuses(e.getKey(), e.getValue()))
        .findFirst()
        .map(e -> refusal(e.getKey()));
  }

  private boolean refuses(String name, Value value) {
    Value wanted = only.get(name);
    return switch (value) {
      case Value.None n -> false;
      case Value.Unknown u -> false;
      case Value.Undefined u -> false;
      default ->
          wanted != null
              && (wanted instanceof Value.None
                  || Conditions.truth(wanted) != Conditions.truth(value));
    };
  }

  private String refusal(String name) {
    return only.get(name) instanceof Value.Bool(boolean value)
        ? "supports its argument " + name + " only as " + value
        : "does not support its argument " + name;
  }

  /** What is wrong with a call of so many positional and these named arguments, if anything. */
  public Optional<String> problem(int given, Iterable<String> named) {
    if (given > positional && !restPositional) {
      return Optional.of(
          "takes at most "
              + positional
              + " argument"
              + (positional == 1 ? "" : "s")
              + ", not "
              + given);
    }
    List<String> missing = new ArrayList<>(names.subList(Math.min(given, required), required));
    for (String name : named) {
      int at = names.indexOf(name);
      if (at < 0 && !restNamed) {
        return Optional.of("has no argument " + name + names(" (it has ", ")"));
      }
      if (at >= 0 && at < Math.min(given, positional)) {
        return Optional.of("gets its argument " + name + " twice");
      }
      missing.remove(name);
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("needs the argument " + String.join(", ", missing));
  }

  private String names(String before, String after) {
    return names.isEmpty() ? "" : before + String.join(", ", names) + after;
  }

  /**
   * The mistake that such a call is, in Ansible's own words where it has some.
   *
   * @param what how the message calls it
   */
  public Optional<String> mistake(String what, List<Value> given, Map<String, Value> named) {
    boolean stranger = !restNamed && !names.containsAll(named.keySet());
    return stranger && ownWords.isPresent()
        ? ownWords
        : problem(given.size(), named.keySet())
            .or(() -> refusal(given, named))
            .map(problem -> what + " " + problem);
  }

  /** Sorts a call's arguments in, which must have no {@link #problem}. */
  public Arguments bind(List<Value> given, Map<String, Value> named) {
    @Nullable Value[] values = new Value[names.size()];
    int taken = Math.min(positional, given.size());
    for (int i = 0; i < taken; i++) {
      values[i] = given.get(i);
    }
    if (named.isEmpty()) {
      return new Arguments(
          names,
          values,
          taken < given.size() ? given.subList(taken, given.size()) : List.of(),
          Map.of());
    }
    Map<String, Value> further = new java.util.LinkedHashMap<>();
    named.forEach(
        (name, value) -> {
          int at = names.indexOf(name);
          if (at >= 0) {
            values[at] = value;
          } else {
            further.put(name, value);
          }
        });
    return new Arguments(names, values, given.subList(taken, given.size()), further);
  }
}
