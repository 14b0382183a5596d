package dev.play.modules.base.text;

import dev.play.host.Blob;
import dev.play.host.Content;
import dev.play.value.Value;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Values as the text that a file is to hold, keeping secrecy. */
public final class ValueText {
  private ValueText() {}

  /** A text as it is, a list or dictionary as JSON; secret when any part of it is. */
  public static Content content(Value value) {
    return new Content.Bytes(Blob.of(plain(value)), isSecret(value));
  }

  /** A text as it is, nothing for None, anything else as JSON. */
  public static String plain(Value value) {
    return switch (value) {
      case Value.Secret(Value hidden) -> plain(hidden);
      case Value.Text(String text) -> text;
      case Value.None n -> "";
      case Value.Bool(boolean b) -> b ? "True" : "False";
      default -> json(value);
    };
  }

  /** Whether it is a secret or holds one. */
  public static boolean isSecret(Value value) {
    return switch (value) {
      case Value.Secret s -> true;
      case Value.Sequence s -> s.items().stream().anyMatch(ValueText::isSecret);
      case Value.Dict d -> d.entries().values().stream().anyMatch(ValueText::isSecret);
      default -> false;
    };
  }

  /** JSON as Python's json module writes it: {@code ", "} and {@code ": "} between parts. */
  public static String json(Value value) {
    return switch (value) {
      case Value.None n -> "null";
      case Value.Bool(boolean b) -> Boolean.toString(b);
      case Value.Int(long i) -> Long.toString(i);
      case Value.BigInt b -> b.value().toString();
      case Value.Real(double d) -> Double.toString(d);
      case Value.Text(String text) -> quoted(text);
      case Value.Secret(Value hidden) -> json(hidden);
      case Value.Sequence s -> {
        StringJoiner out = new StringJoiner(", ", "[", "]");
        s.items().forEach(item -> out.add(json(item)));
        yield out.toString();
      }
      case Value.Dict d -> {
        StringJoiner out = new StringJoiner(", ", "{", "}");
        for (Map.Entry<Value, Value> e : d.entries().entrySet()) {
          out.add(quoted(plain(e.getKey())) + ": " + json(e.getValue()));
        }
        yield out.toString();
      }
      case Value.Undefined u -> throw unfit(value);
      case Value.Unknown u -> throw unfit(value);
      case Value.Template t -> throw unfit(value);
      case Value.Opaque o -> throw unfit(value);
    };
  }

  private static IllegalArgumentException unfit(Value value) {
    return new IllegalArgumentException("cannot be written as JSON: " + value);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
