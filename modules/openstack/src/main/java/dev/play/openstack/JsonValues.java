package dev.play.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as values. */
final class JsonValues {
  private JsonValues() {}

  static Value of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        node.properties().forEach(one -> entries.put(one.getKey(), of(one.getValue())));
        yield Value.dict(entries);
      }
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        node.forEach(one -> items.add(of(one)));
        yield new Value.Sequence(items);
      }
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? Value.of(node.asLong())
              : new Value.Real(node.asDouble());
      case BOOLEAN -> Value.of(node.asBoolean());
      case STRING, BINARY, POJO -> Value.text(node.asText());
      case MISSING, NULL -> Value.NONE;
    };
  }
}
