package dev.play.template.filter.general;

import dev.play.template.EvaluationException;
import dev.play.template.filter.text.PythonRegex;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How the filters over keys compare a key with a word. */
enum KeyMatch {
  EQUAL,
  STARTS_WITH,
  ENDS_WITH,
  REGEX;

  /** By the names of the parameter; both collections' word for equality will do. */
  static KeyMatch of(String name) {
    return switch (name) {
      case "equal", "equality" -> EQUAL;
      case "starts_with" -> STARTS_WITH;
      case "ends_with" -> ENDS_WITH;
      case "regex" -> REGEX;
      default ->
          throw EvaluationException.of(
              "The matching_parameter must be one of ['equal', 'starts_with', 'ends_with', 'regex']."
                  + " matching_parameter="
                  + name);
    };
  }

  /** Whether a key fits a word. */
  Predicate<String> fits(String word) {
    return switch (this) {
      case EQUAL -> word::equals;
      case STARTS_WITH -> key -> key.startsWith(word);
      case ENDS_WITH -> key -> key.endsWith(word);
      case REGEX -> {
        Pattern pattern;
        try {
          pattern = PythonRegex.compile(word, false, false);
        } catch (PatternSyntaxException e) {
          throw EvaluationException.of(
              "The target must be a valid regex if matching_parameter=regex. target is " + word);
        }
        yield key -> pattern.matcher(key).lookingAt();
      }
    };
  }

  /** Whether a key fits any of some words. */
  Predicate<String> fitsAny(List<String> words) {
    return words.stream().map(this::fits).reduce(key -> false, Predicate::or);
  }
}
