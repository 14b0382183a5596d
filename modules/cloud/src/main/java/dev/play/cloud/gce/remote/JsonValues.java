package dev.play.cloud.gce.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.host.HostException;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as values, and back. */
final class JsonValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonValues() {}

  static Value.Dict dict(JsonNode object) {
    Map<Value, Value> out = new LinkedHashMap<>();
    object.properties().forEach(e -> out.put(Value.text(e.getKey()), value(e.getValue())));
    return new Value.Dict(out);
  }

  private static Value value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> dict(node);
      case ARRAY -> {
        List<Value> items = new ArrayList<>();
        node.forEach(item -> items.add(value(item)));
        yield new Value.Sequence(items);
      }
      case BOOLEAN -> Value.of(node.booleanValue());
      case NUMBER ->
          node.isIntegralNumber()
              ? Value.ofJava(node.bigIntegerValue())
              : new Value.Real(node.doubleValue());
      case STRING -> Value.text(node.textValue());
      case NULL, MISSING, BINARY, POJO -> Value.NONE;
    };
  }

  /**
   * What is sent: secrets as they are, references with their places.
   *
   * @throws HostException where a value is not known
   */
  static JsonNode json(Value.Dict body, Places places) {
    return JSON.valueToTree(plain(body, places));
  }

  private static @Nullable Object plain(Value value, Places places) {
    return switch (value) {
      case Value.Dict d -> {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(String.valueOf(plain(k, places)), plain(v, places)));
        yield out;
      }
      case Value.Sequence s -> {
        List<@Nullable Object> out = new ArrayList<>();
        s.items().forEach(item -> out.add(plain(item, places)));
        yield out;
      }
      case Value.Secret secret -> plain(secret.hidden(), places);
      case Value.Text(String text) -> places.reference(text);
      case Value.Unknown(String because) ->
          throw new HostException("what is to be sent is unknown " + because);
      default -> Value.toJava(value, secret -> null);
    };
  }
}
