package dev.play.inventory.source;

import dev.play.source.Span;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns texts with expressions into templates, inside lists and dictionaries too. */
public final class TemplateMarking {
  private TemplateMarking() {}

  /** The value with its texts that hold expressions as templates. */
  public static Value mark(Value value, Span span) {
    return switch (value) {
      case Value.Text(String text) when isTemplate(text) -> new Value.Template(text, span);
      case Value.Sequence(List<Value> items) -> {
        List<Value> marked = new ArrayList<>(items.size());
        items.forEach(item -> marked.add(mark(item, span)));
        yield new Value.Sequence(marked);
      }
      case Value.Dict(Map<Value, Value> entries) -> {
        Map<Value, Value> marked = new LinkedHashMap<>();
        entries.forEach((key, item) -> marked.put(key, mark(item, span)));
        yield new Value.Dict(marked);
      }
      default -> value;
    };
  }

  private static boolean isTemplate(String text) {
    return text.contains("{{") || text.contains("{%") || text.contains("{#");
  }
}
