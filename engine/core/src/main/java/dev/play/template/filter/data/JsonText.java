package dev.play.template.filter.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.operation.Comparing;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as Python's {@code json.dumps} writes it. */
public final class JsonText {
  /**
   * @param indent how much to indent each level; empty for all on one line
   * @param nan whether to write NaN and infinity, which are no JSON; an error otherwise
   * @param skipKeys whether to leave out entries whose keys are neither text, number, truth nor
   *     null
   */
  record Style(
      String indent,
      boolean pretty,
      boolean sortKeys,
      boolean asciiOnly,
      String item,
      String key,
      boolean nan,
      boolean skipKeys) {
    static final Style COMPACT = new Style("", false, false, true, ", ", ": ", true, false);
  }

  /** Loaded by the few runs that read JSON: it takes a while. */
  private static final class Reader {
    private static final ObjectMapper MAPPER =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();
  }

  private final Style style;
  private final StringBuilder out = new StringBuilder();

  private JsonText(Style style) {
    this.style = style;
  }

  /** A value on one line. */
  public static String compact(Value value) {
    return write(value, Style.COMPACT);
  }

  static String write(Value value, Style style) {
    JsonText json = new JsonText(style);
    json.value(value, 0);
    return json.out.toString();
  }

  /**
   * @throws EvaluationException when the text is no JSON
   */
  public static Value parse(String text) {
    try {
      return fromJson(Reader.MAPPER.readTree(text), text);
    } catch (JsonProcessingException e) {
      throw EvaluationException.of("this is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Value fromJson(JsonNode node, String text) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<Value, Value> entries = new LinkedHashMap<>();
        node.properties()
            .forEach(e -> entries.put(new Value.Text(e.getKey()), fromJson(e.getValue(), text)));
        yield new Value.Dict(entries);
      }
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        node.forEach(e -> items.add(fromJson(e, text)));
        yield new Value.Sequence(items);
      }
      case STRING -> new Value.Text(node.asText());
      case NUMBER ->
          node.isIntegralNumber()
              ? Value.ofJava(node.bigIntegerValue())
              : new Value.Real(node.asDouble());
      case BOOLEAN -> Value.of(node.asBoolean());
      case NULL -> Value.NONE;
      case MISSING, BINARY, POJO -> throw EvaluationException.of("this is no JSON: '" + text + "'");
    };
  }

  private void value(Value value, int depth) {
    switch (value) {
      case Value.None n -> out.append("null");
      case Value.Bool b -> out.append(b.value());
      case Value.Real r -> out.append(real(r.value()));
      case Value.Number n -> out.append(PythonText.str(n));
      case Value.Text t -> string(t.text());
      case Value.Sequence s -> sequence(s.items(), depth);
      case Value.Dict d -> dict(d, depth);
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Opaque o -> string(o.toString());
      case Value.Secret s -> value(s.hidden(), depth);
      case Value.Unknown u -> throw new IllegalArgumentException("unknown " + u.because());
      case Value.Template t -> throw new IllegalArgumentException("a template: " + t.source());
    }
  }

  private String real(double value) {
    if (!style.nan && !Double.isFinite(value)) {
      throw EvaluationException.of("JSON has no " + PythonText.real(value) + " (allow_nan=false)");
    }
    return Double.isNaN(value)
        ? "NaN"
        : Double.isInfinite(value)
            ? (value > 0 ? "Infinity" : "-Infinity")
            : PythonText.real(value);
  }

  private void line(int depth) {
    if (style.pretty) {
      out.append('\n').append(style.indent.repeat(depth));
    }
  }

  private void sequence(List<Value> items, int depth) {
    if (items.isEmpty()) {
      out.append("[]");
      return;
    }
    out.append('[');
    boolean first = true;
    for (Value item : items) {
      out.append(first ? "" : style.item);
      line(depth + 1);
      value(item, depth + 1);
      first = false;
    }
    line(depth);
    out.append(']');
  }

  private void dict(Value.Dict dict, int depth) {
    if (dict.entries().isEmpty()) {
      out.append("{}");
      return;
    }
    List<Map.Entry<Value, Value>> entries = new ArrayList<>(dict.entries().entrySet());
    if (style.skipKeys) {
      entries.removeIf(e -> !plainKey(e.getKey()));
    }
    if (style.sortKeys) {
      entries.sort(Comparator.comparing(Map.Entry::getKey, Comparing.ORDER));
    }
    out.append('{');
    boolean first = true;
    for (Map.Entry<Value, Value> entry : entries) {
      out.append(first ? "" : style.item);
      line(depth + 1);
      string(key(entry.getKey()));
      out.append(style.key);
      value(entry.getValue(), depth + 1);
      first = false;
    }
    line(depth);
    out.append('}');
  }

  private static boolean plainKey(Value key) {
    return switch (key) {
      case Value.None n -> true;
      case Value.Bool b -> true;
      case Value.Number n -> true;
      case Value.Text t -> true;
      default -> false;
    };
  }

  private static String key(Value key) {
    return switch (key) {
      case Value.None n -> "null";
      case Value.Bool b -> Boolean.toString(b.value());
      default -> PythonText.str(key);
    };
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < 0x20 || c > 0x7f && style.asciiOnly) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
