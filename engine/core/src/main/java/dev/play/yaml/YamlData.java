package dev.play.yaml;

import dev.play.source.Diagnostics;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** YAML as values: variables, arguments. Duplicate keys are warned of; the last one wins. */
public final class YamlData {
  /** How the message of a duplicate key begins, which the setting duplicate_dict_key is about. */
  public static final String DUPLICATE = "found a duplicate dict key";

  private final Diagnostics problems;

  public YamlData(Diagnostics problems) {
    this.problems = problems;
  }

  public Value value(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.value();
      case Node.Sequence sequence -> {
        List<Value> items = new ArrayList<>(sequence.items().size());
        for (Node item : sequence.items()) {
          items.add(value(item));
        }
        yield new Value.Sequence(items);
      }
      case Node.Mapping mapping -> {
        warnOfDuplicates(mapping);
        Map<Value, Value> entries = LinkedHashMap.newLinkedHashMap(mapping.entries().size());
        for (Node.Entry entry : mapping.entries()) {
          entries.put(key(entry.key()), value(entry.value()));
        }
        yield new Value.Dict(entries);
      }
    };
  }

  /** A mapping with its keys as text, for variables. */
  public Map<String, Value> entries(Node.Mapping mapping) {
    warnOfDuplicates(mapping);
    Map<String, Value> entries = LinkedHashMap.newLinkedHashMap(mapping.entries().size());
    for (Node.Entry entry : mapping.entries()) {
      entries.put(entry.name(), value(entry.value()));
    }
    return entries;
  }

  /** Keys are data: an expression in a key is not evaluated, and a key cannot hide. */
  private static Value key(Node.Scalar key) {
    return switch (key.value()) {
      case Value.Template t -> new Value.Text(t.source());
      case Value.Secret(Value hidden) -> new Value.Text(key.text());
      default -> key.value();
    };
  }

  private void warnOfDuplicates(Node.Mapping mapping) {
    for (Node.Entry entry : mapping.overridden()) {
      problems.warning(
          entry.key().span(),
          DUPLICATE + " (" + entry.name() + "): it is given again below, and only that counts");
    }
  }
}
