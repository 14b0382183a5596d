package dev.play.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.FileMode;
import dev.play.host.HostPath;
import dev.play.module.ModeArgument;
import dev.play.module.Secret;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Converts evaluated values to the types of parameters, with the leniency that Ansible's argument
 * specs have: "yes" is a bool, 80 is a str, a comma-separated text is a list, "k=v" is a dict.
 */
final class Conversion {
  private static final Set<String> YES = Set.of("y", "yes", "on", "1", "true", "t", "1.0");
  private static final Set<String> NO = Set.of("n", "no", "off", "0", "false", "f", "0.0");

  private Conversion() {}

  /** Loaded by the few runs that convert from or to JSON: it takes a while. */
  private static final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  /** Says what was expected, to read after "argument NAME". */
  static class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message, null, false, false);
    }

    /** The same of a value that only the run gave, in the words that Ansible has for it. */
    String told(ParamSpec param, Value given) {
      return "argument '"
          + param.name()
          + "' is of type <class '"
          + dev.play.template.Values.typeName(given)
          + "'> and we were unable to convert to "
          + param.typeName().replaceFirst(" of .*", "")
          + ": "
          + reason(given);
    }

    /** Why it cannot be used. */
    String reason(Value given) {
      return "it " + getMessage();
    }

    /** What a task that fails by it registers beside the message. */
    Map<String, Value> details() {
      return Map.of();
    }
  }

  /** What is neither true nor false. */
  static final class NoBool extends Misfit {
    private static final long serialVersionUID = 1L;

    NoBool(Value given) {
      super("must be a bool, not " + describe(given));
    }

    @Override
    String reason(Value given) {
      return "The value '" + PythonText.str(given) + "' is not a valid boolean.";
    }
  }

  /** A text that is no mode. */
  static final class NoMode extends Misfit {
    private static final long serialVersionUID = 1L;
    private final String given;

    NoMode(String given) {
      super("must be a mode such as 0644 or u=rw,g=r, not " + given);
      this.given = given;
    }

    @Override
    String told(ParamSpec param, Value value) {
      return "mode must be in octal or symbolic form, such as 0644 or u=rw,g=r, not " + given;
    }

    @Override
    Map<String, Value> details() {
      return Map.of("details", Value.text("bad symbolic permission for mode: " + given));
    }
  }

  /** A value that is none of the choices. */
  static final class NoChoice extends Misfit {
    private static final long serialVersionUID = 1L;
    private final String given;

    NoChoice(ParamSpec param, String given) {
      super(notAChoice(param, given));
      this.given = given;
    }

    @Override
    String told(ParamSpec param, Value value) {
      return "value of "
          + param.name()
          + (param.type() == List.class ? " must be one or more of: " : " must be one of: ")
          + String.join(", ", param.choices())
          + ", got: "
          + given;
    }
  }

  static Object convert(ParamSpec param, Value given) throws Misfit {
    Value value = given instanceof Value.Secret(Value hidden) ? hidden : given;
    if (param.type() == List.class) {
      List<Object> out = new ArrayList<>();
      for (Value item : items(value)) {
        Object element = scalar(param.element(), reveal(item), param);
        checkChoice(param, element);
        out.add(element);
      }
      return List.copyOf(out);
    }
    if (param.type() == Map.class) {
      Map<String, Object> out = new LinkedHashMap<>();
      for (Map.Entry<Value, Value> e : dict(value).entries().entrySet()) {
        Value v = param.element() == Value.class ? e.getValue() : reveal(e.getValue());
        out.put(text(e.getKey()), scalar(param.element(), v, param));
      }
      return java.util.Collections.unmodifiableMap(out);
    }
    if (param.type() == Value.class) {
      return given;
    }
    Object converted = scalar(param.type(), value, param);
    checkChoice(param, converted);
    return converted;
  }

  private static Value reveal(Value value) {
    return value instanceof Value.Secret(Value hidden) ? hidden : value;
  }

  private static void checkChoice(ParamSpec param, Object converted) throws Misfit {
    if (!param.choices().isEmpty()
        && !(converted instanceof Enum)
        && !param.choices().contains(converted.toString())) {
      throw new NoChoice(param, converted.toString());
    }
  }

  private static String notAChoice(ParamSpec param, String given) {
    return "must be one of "
        + String.join(", ", param.choices())
        + ", not "
        + given
        + NearName.of(given, param.choices()).map(n -> " (did you mean " + n + "?)").orElse("");
  }

  private static Object scalar(Class<?> type, Value value, ParamSpec param) throws Misfit {
    if (type == Value.class) {
      return value;
    }
    if (type == boolean.class || type == Boolean.class) {
      return bool(value);
    }
    if (type == int.class || type == Integer.class) {
      long number = integer(value);
      if (number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
        throw new Misfit("is out of range: " + number);
      }
      return (int) number;
    }
    if (type == long.class || type == Long.class) {
      return integer(value);
    }
    if (type == double.class || type == Double.class) {
      return real(value);
    }
    if (type == Value.Dict.class) {
      return dict(value);
    }
    if (type == FileMode.class) {
      return mode(value);
    }
    if (type == ModeArgument.class) {
      return value.equals(new Value.Text("preserve"))
          ? new ModeArgument.Preserve()
          : new ModeArgument.Given(mode(value));
    }
    if (type == HostPath.class) {
      String path = text(value);
      if (path.isEmpty() || path.indexOf('\0') >= 0) {
        throw new Misfit("must be a path, not an empty text");
      }
      return HostPath.of(path);
    }
    if (type == Secret.class) {
      return new Secret(text(value));
    }
    if (type.isEnum()) {
      String wanted = text(value).toLowerCase(Locale.ROOT).replace('-', '_');
      for (Object constant : type.getEnumConstants()) {
        if (ParamSpec.choiceName((Enum<?>) constant).equals(wanted)) {
          return constant;
        }
      }
      throw new NoChoice(param, text(value));
    }
    if (type == String.class) {
      return param.raw() ? rawText(value) : text(value);
    }
    throw new IllegalStateException("parameter " + param.name() + " has unsupported type " + type);
  }

  private static FileMode mode(Value value) throws Misfit {
    // YAML 1.1 reads 0644 as the integer 420: the bits are meant. Ansible does the same.
    if (value instanceof Value.Int(long bits) && bits >= 0 && bits <= 07777) {
      return new FileMode.Octal((int) bits);
    }
    String text = text(value);
    Optional<FileMode> parsed = FileMode.parse(text);
    if (parsed.isEmpty()) {
      throw new NoMode(text);
    }
    return parsed.get();
  }

  private static boolean bool(Value value) throws Misfit {
    return switch (value) {
      case Value.Bool(boolean b) -> b;
      case Value.Int(long i) when i == 0 || i == 1 -> i == 1;
      case Value.Real(double d) when d == 0 || d == 1 -> d == 1;
      case Value.Text(String t) when YES.contains(t.toLowerCase(Locale.ROOT).trim()) -> true;
      case Value.Text(String t) when NO.contains(t.toLowerCase(Locale.ROOT).trim()) -> false;
      default -> throw new NoBool(value);
    };
  }

  private static long integer(Value value) throws Misfit {
    try {
      return switch (value) {
        case Value.Int(long i) -> i;
        case Value.Bool(boolean b) -> b ? 1 : 0;
        case Value.Real(double d) when d == Math.rint(d) -> (long) d;
        case Value.Text(String t) -> new BigDecimal(t.trim()).longValueExact();
        default -> throw new Misfit("must be an int, not " + describe(value));
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw new Misfit("must be an int, not " + describe(value));
    }
  }

  private static double real(Value value) throws Misfit {
    try {
      return switch (value) {
        case Value.Int(long i) -> i;
        case Value.Real(double d) -> d;
        case Value.Text(String t) -> Double.parseDouble(t.trim());
        default -> throw new Misfit("must be a number, not " + describe(value));
      };
    } catch (NumberFormatException e) {
      throw new Misfit("must be a number, not " + describe(value));
    }
  }

  private static List<Value> items(Value value) throws Misfit {
    return switch (value) {
      case Value.Sequence(List<Value> list) -> list;
      case Value.Text(String t) -> {
        List<Value> parts = new ArrayList<>();
        for (String part : t.split(",", -1)) {
          parts.add(new Value.Text(part.strip()));
        }
        yield parts;
      }
      case Value.Int i -> List.of(i);
      case Value.Real r -> List.of(r);
      case Value.Bool b -> List.of(b);
      case Value.Dict d -> List.of(d);
      default -> throw new Misfit("must be a list, not " + describe(value));
    };
  }

  private static Value.Dict dict(Value value) throws Misfit {
    if (value instanceof Value.Dict d) {
      return d;
    }
    if (value instanceof Value.Text(String t) && t.strip().startsWith("{")) {
      try {
        return (Value.Dict) Value.ofJava(Json.MAPPER.readValue(t, Map.class));
      } catch (JsonProcessingException e) {
        throw new Misfit("must be a dict; the text given for it is not JSON");
      }
    }
    if (value instanceof Value.Text(String t) && t.contains("=")) {
      Map<String, Value> out = new LinkedHashMap<>();
      for (String pair : t.split("[,\\s]+")) {
        int at = pair.indexOf('=');
        if (at < 1) {
          throw new Misfit("must be a dict or key=value pairs, not " + describe(value));
        }
        out.put(pair.substring(0, at), new Value.Text(pair.substring(at + 1)));
      }
      return Value.dict(out);
    }
    throw new Misfit("must be a dict, not " + describe(value));
  }

  /** Texts as they are, scalars as Python prints them; lists and dictionaries are refused. */
  private static String text(Value value) throws Misfit {
    return switch (value) {
      case Value.Text(String t) -> t;
      case Value.Int(long i) -> Long.toString(i);
      case Value.BigInt(java.math.BigInteger b) -> b.toString();
      case Value.Real(double d) -> Double.toString(d);
      case Value.Bool(boolean b) -> b ? "True" : "False";
      default -> throw new Misfit("must be a text, not " + describe(value));
    };
  }

  /** For parameters that hold a document: lists and dictionaries become JSON. */
  private static String rawText(Value value) throws Misfit {
    if (value instanceof Value.Dict || value instanceof Value.Sequence) {
      try {
        return Json.MAPPER.writeValueAsString(
            Value.toJava(value, s -> Value.toJava(s.hidden(), x -> null)));
      } catch (JsonProcessingException e) {
        throw new Misfit("cannot be written as JSON");
      }
    }
    return value instanceof Value.None ? "" : text(value);
  }

  static String describe(Value value) {
    return switch (value) {
      case Value.None n -> "null";
      case Value.Bool b -> "the bool " + (b.value() ? "true" : "false");
      case Value.Number n -> "a number";
      case Value.Text(String t) ->
          "the text '" + (t.length() > 60 ? t.substring(0, 57) + "..." : t) + "'";
      case Value.Sequence s -> "a list";
      case Value.Dict d -> "a dict";
      default -> "this";
    };
  }
}
