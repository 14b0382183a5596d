package dev.play.run.action;

import dev.play.run.keyword.KeywordReader;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An argument specification as roles write it: types, required ones, choices, elements and nested
 * options. The words of the errors are those Ansible's users know.
 */
final class ArgumentSpec {
  private final Map<String, Value> options;

  ArgumentSpec(Map<String, Value> options) {
    this.options = options;
  }

  /** All that is wrong with these values; unknown values are taken to be right. */
  List<String> errors(Map<String, Value> given) {
    return errors(options, given, List.of());
  }

  private static List<String> errors(
      Map<String, Value> options, Map<String, Value> given, List<String> context) {
    List<String> errors = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    options.forEach(
        (name, spec) -> {
          if (!(spec instanceof Value.Dict option)) {
            return;
          }
          Value value = value(name, option, given);
          if (flag(option, "required") && !isGiven(name, option, given)) {
            missing.add(name);
          }
          boolean wanted =
              flag(option, "required") && isGiven(name, option, given)
                  || !(option.get("default").orElse(Value.NONE) instanceof Value.None);
          if (!(value instanceof Value.None) || (wanted && isGiven(name, option, given))) {
            check(name, option, value, context, errors);
          }
        });
    if (!missing.isEmpty()) {
      errors.addFirst(
          "missing required arguments: "
              + missing.stream().sorted().collect(Collectors.joining(", "))
              + found(context));
    }
    if (!context.isEmpty()) {
      unsupported(options, given, context).ifPresent(errors::add);
    }
    return errors;
  }

  private static String found(List<String> context) {
    return context.isEmpty() ? "" : " found in " + String.join(" -> ", context);
  }

  private static Optional<String> unsupported(
      Map<String, Value> options, Map<String, Value> given, List<String> context) {
    Set<String> known = new TreeSet<>(options.keySet());
    options
        .values()
        .forEach(
            o -> known.addAll(o instanceof Value.Dict d ? texts(d.get("aliases")) : List.of()));
    List<String> unknown =
        given.keySet().stream()
            .filter(name -> !known.contains(name))
            .map(name -> String.join(".", context) + "." + name)
            .sorted()
            .toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", unknown)
                + ". Supported parameters include: "
                + String.join(", ", new TreeSet<>(options.keySet()))
                + ".");
  }

  /** None counts as given. */
  private static boolean isGiven(String name, Value.Dict option, Map<String, Value> given) {
    return given.containsKey(name)
        || texts(option.get("aliases")).stream().anyMatch(given::containsKey);
  }

  private static Value value(String name, Value.Dict option, Map<String, Value> given) {
    Value value = given.get(name);
    if (value != null) {
      return value;
    }
    for (String alias : texts(option.get("aliases"))) {
      if (given.containsKey(alias)) {
        return given.getOrDefault(alias, Value.NONE);
      }
    }
    return Value.NONE;
  }

  private static void check(
      String name, Value.Dict option, Value given, List<String> context, List<String> errors) {
    Value value = given instanceof Value.Secret s ? s.hidden() : given;
    if (value instanceof Value.Unknown) {
      return;
    }
    String type = text(option, "type").orElse("str");
    if (!fits(type, value)) {
      errors.add(
          "argument '"
              + name
              + "' is of type "
              + pythonType(value)
              + quoted(context)
              + " and we were unable to convert to "
              + type
              + ": "
              + reason(type, value));
      return;
    }
    List<String> choices = texts(option.get("choices"));
    for (Value one :
        type.equals("list") && value instanceof Value.Sequence s ? s.items() : List.of(value)) {
      if (!choices.isEmpty() && !choices.contains(PythonText.str(one))) {
        errors.add(
            "value of "
                + name
                + " must be one"
                + (type.equals("list") ? " or more" : "")
                + " of: "
                + String.join(", ", choices)
                + ", got: "
                + PythonText.str(Values.veiled(one))
                + found(context));
      }
    }
    nested(name, option, value, context, errors);
  }

  private static void nested(
      String name, Value.Dict option, Value value, List<String> context, List<String> errors) {
    Optional<String> elements = text(option, "elements");
    if (elements.isPresent() && value instanceof Value.Sequence s) {
      for (Value item : s.items()) {
        if (!fits(elements.get(), item)) {
          errors.add(
              "Elements value for option '"
                  + name
                  + "' is of type "
                  + pythonType(item)
                  + quoted(context)
                  + " and we were unable to convert to "
                  + elements.get()
                  + ": "
                  + reason(elements.get(), item));
        }
      }
    }
    if (option.get("options").orElse(Value.NONE) instanceof Value.Dict inner) {
      List<Value> items = value instanceof Value.Sequence s ? s.items() : List.of(value);
      for (Value item : items) {
        if (item instanceof Value.Dict dict) {
          List<String> further = new ArrayList<>(context);
          further.add(name);
          errors.addAll(errors(byName(inner), byName(dict), further));
        }
      }
    }
  }

  private static String quoted(List<String> context) {
    return context.isEmpty() ? "" : " found in '" + String.join(" -> ", context) + "'.";
  }

  private static String pythonType(Value value) {
    return "<class '" + Values.typeName(value) + "'>";
  }

  /** Why a value is not of a type, in the words that Ansible has for it. */
  private static String reason(String type, Value value) {
    String shown = PythonText.repr(Values.veiled(value));
    return switch (type) {
      case "str" -> "'" + shown + "' is not a string and conversion is not allowed";
      case "int" -> "\"" + shown + "\" cannot be converted to an int";
      case "bool" -> "The value " + shown + " is not a valid boolean.";
      case "dict" ->
          value instanceof Value.Text
              ? "dictionary requested, could not parse JSON or key=value"
              : pythonType(value) + " cannot be converted to a dict";
      default -> pythonType(value) + " cannot be converted to a " + type;
    };
  }

  private static Map<String, Value> byName(Value.Dict dict) {
    Map<String, Value> out = new LinkedHashMap<>();
    dict.entries().forEach((k, v) -> out.put(PythonText.str(k), v));
    return out;
  }

  private static boolean fits(String type, Value given) {
    Value value = given instanceof Value.Secret s ? s.hidden() : given;
    if (value instanceof Value.Unknown) {
      return true;
    }
    if (value instanceof Value.None) {
      return type.equals("raw");
    }
    return switch (type) {
      case "str", "path" ->
          !(value instanceof Value.Dict) && !(value instanceof Value.Sequence)
              || type.equals("str");
      case "int" ->
          value instanceof Value.Bool
              || PythonText.str(value).strip().matches("[+-]?[0-9]+(\\.0+)?");
      case "float" ->
          PythonText.str(value)
              .strip()
              .matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
      case "bool" -> KeywordReader.asBoolean(value) != null;
      case "list" ->
          value instanceof Value.Sequence
              || value instanceof Value.Text
              || value instanceof Value.Number;
      case "dict" ->
          value instanceof Value.Dict
              || (value instanceof Value.Text(String t)
                  && (t.strip().startsWith("{") || t.contains("=")));
      default -> true;
    };
  }

  private static boolean flag(Value.Dict option, String name) {
    return option.get(name).map(v -> Boolean.TRUE.equals(KeywordReader.asBoolean(v))).orElse(false);
  }

  private static Optional<String> text(Value.Dict option, String name) {
    return option.get(name).filter(v -> !(v instanceof Value.None)).map(PythonText::str);
  }

  private static List<String> texts(Optional<Value> value) {
    return value
        .filter(Value.Sequence.class::isInstance)
        .map(v -> ((Value.Sequence) v).items().stream().map(PythonText::str).toList())
        .orElse(List.of());
  }
}
