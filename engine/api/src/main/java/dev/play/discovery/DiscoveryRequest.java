package dev.play.discovery;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a source of hosts is asked, and with what.
 *
 * @param plugin the name it was called by
 * @param options those of the file, by name
 * @param span the file's place, for problems that no option is to blame for
 * @param environment the process's
 * @param home the user's directory
 * @param directory where relative file names start: beside the inventory's file
 * @param problems where mistakes and failures go; an answer with any is not kept
 * @param remarks where warnings go beside which the answer is whole all the same
 */
public record DiscoveryRequest(
    String plugin,
    Map<String, SourceOption> options,
    Span span,
    Map<String, String> environment,
    Path home,
    Path directory,
    Clock clock,
    Diagnostics problems,
    Diagnostics remarks) {
  private static final Set<String> YES = Set.of("yes", "true", "on", "1", "y", "t");
  private static final Set<String> NO = Set.of("no", "false", "off", "0", "n", "f");

  public DiscoveryRequest {
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** Where an option's value stands; the file where it is not given. */
  public Span spanOf(String option) {
    return Optional.ofNullable(options.get(option)).map(SourceOption::span).orElse(span);
  }

  /** An option's value without its secrecy; absent where it is null. */
  public Optional<Value> value(String option) {
    return Optional.ofNullable(options.get(option))
        .map(SourceOption::value)
        .map(value -> value instanceof Value.Secret(Value hidden) ? hidden : value)
        .filter(value -> !(value instanceof Value.None));
  }

  /** An option's text, or what the first of these environment variables says. */
  public Optional<String> text(String option, String... variables) {
    Optional<String> given = value(option).flatMap(value -> scalar(option, value));
    for (String name : variables) {
      given = given.or(() -> Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()));
    }
    return given;
  }

  /**
   * An option's texts; one text is a list of those between its commas. An entry that was left empty
   * is none.
   */
  public List<String> texts(String option) {
    List<String> found = new ArrayList<>();
    switch (value(option).orElse(Value.EMPTY_SEQUENCE)) {
      case Value.Sequence(List<Value> items) ->
          items.stream()
              .filter(item -> !(item instanceof Value.None))
              .forEach(item -> scalar(option, item).ifPresent(found::add));
      case Value.Text(String text) -> {
        for (String part : text.split(",")) {
          if (!part.isBlank()) {
            found.add(part.strip());
          }
        }
      }
      case Value other -> scalar(option, other).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /** An option that is yes or no. */
  public boolean flag(String option, boolean otherwise) {
    Optional<Value> value = value(option);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Value.Bool(boolean flag)) {
      return flag;
    }
    String text = scalar(option, value.get()).orElse("").toLowerCase(Locale.ROOT);
    if (!YES.contains(text) && !NO.contains(text)) {
      problems.error(spanOf(option), "'" + option + "' is yes or no, not '" + text + "'");
    }
    return YES.contains(text);
  }

  private Optional<String> scalar(String option, Value value) {
    Value open = value instanceof Value.Secret(Value hidden) ? hidden : value;
    return switch (open) {
      case Value.Text(String text) -> Optional.of(text);
      case Value.Int(long number) -> Optional.of(Long.toString(number));
      case Value.BigInt(java.math.BigInteger number) -> Optional.of(number.toString());
      case Value.Bool(boolean flag) -> Optional.of(flag ? "true" : "false");
      case Value other -> {
        problems.error(spanOf(option), "'" + option + "' must be text");
        yield Optional.empty();
      }
    };
  }
}
