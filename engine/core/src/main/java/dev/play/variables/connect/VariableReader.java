package dev.play.variables.connect;

import dev.play.inventory.source.ShellWords;
import dev.play.module.Secret;
import dev.play.source.Span;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.Values;
import dev.play.value.Value;
import dev.play.variables.TaskScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads variables as the types that a connection needs; the first name that is defined counts. */
final class VariableReader {
  /** A variable with its name and place, for messages. */
  private record Given(String name, Value value, Optional<Span> span) {}

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  private final Scope scope;
  private final TemplateCompiler templates;

  VariableReader(Scope scope, TemplateCompiler templates) {
    this.scope = scope;
    this.templates = templates;
  }

  private Optional<Given> given(String... names) {
    for (String name : names) {
      Value value = scope.lookup(name);
      if (value instanceof Value.Undefined || TaskScope.isEngineDefault(scope, value)) {
        continue;
      }
      Optional<Span> span =
          value instanceof Value.Template template
              ? Optional.of(template.span())
              : Optional.empty();
      Value resolved = resolve(name, value);
      if (resolved instanceof Value.None || resolved == scope.lookup("omit")) {
        continue;
      }
      return Optional.of(new Given(name, resolved, span));
    }
    return Optional.empty();
  }

  private Value resolve(String name, Value value) {
    Value resolved = Values.deepResolve(value, scope, templates);
    return switch (resolved) {
      case Value.Undefined undefined ->
          throw EvaluationException.of(
              name + " uses " + undefined.what() + ", which is not defined");
      case Value.Unknown(String because) ->
          throw EvaluationException.of(
              name + " is unknown " + because + ", so the host cannot be reached before the run");
      default -> resolved;
    };
  }

  private static Value open(Value value) {
    return value instanceof Value.Secret(Value hidden) ? hidden : value;
  }

  private static EvaluationException wrong(Given given, String wanted) {
    boolean secret = given.value() instanceof Value.Secret;
    String shown = secret ? "a secret" : PythonText.repr(given.value());
    EvaluationException e =
        EvaluationException.of(given.name() + " must be " + wanted + ", not " + shown);
    return given.span().map(e::at).orElse(e);
  }

  Optional<String> text(String... names) {
    return given(names)
        .map(given -> PythonText.str(open(given.value())))
        .filter(text -> !text.isEmpty());
  }

  Optional<Secret> secret(String... names) {
    return text(names).map(Secret::new);
  }

  Optional<Integer> port(String... names) {
    Optional<Given> given = given(names);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String text = PythonText.str(open(given.get().value())).strip();
    if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 65535) {
      throw wrong(given.get(), "a port between 1 and 65535");
    }
    return Optional.of(Integer.parseInt(text));
  }

  Optional<Double> seconds(String... names) {
    Optional<Given> given = given(names);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String text = PythonText.str(open(given.get().value())).strip();
    if (!SECONDS.matcher(text).matches()) {
      throw wrong(given.get(), "a number of seconds");
    }
    return Optional.of(Double.parseDouble(text));
  }

  Optional<Boolean> flag(String... names) {
    Optional<Given> given = given(names);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String text = PythonText.str(open(given.get().value())).strip().toLowerCase(Locale.ROOT);
    return Optional.of(
        switch (text) {
          case "true", "yes", "on", "1", "y", "t", "1.0" -> true;
          case "false", "no", "off", "0", "n", "f", "0.0" -> false;
          default -> throw wrong(given.get(), "a boolean");
        });
  }

  /** A list, or a text split as a shell would. */
  List<String> words(String... names) {
    Optional<Given> given = given(names);
    if (given.isEmpty()) {
      return List.of();
    }
    if (open(given.get().value()) instanceof Value.Sequence(List<Value> items)) {
      return items.stream().map(item -> PythonText.str(open(item))).toList();
    }
    return split(given.get().name(), PythonText.str(open(given.get().value())));
  }

  /** A list, or a text of one entry a line. */
  List<String> lines(String... names) {
    Optional<Given> given = given(names);
    if (given.isEmpty()) {
      return List.of();
    }
    if (open(given.get().value()) instanceof Value.Sequence(List<Value> items)) {
      return items.stream().map(item -> PythonText.str(open(item))).toList();
    }
    return PythonText.str(open(given.get().value()))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  static List<String> split(String name, String text) {
    List<String> words = new ArrayList<>();
    ShellWords.split(text, false)
        .orElseThrow(() -> EvaluationException.of("a quote in " + name + " is not closed: " + text))
        .forEach(word -> words.add(word.text()));
    return words;
  }
}
