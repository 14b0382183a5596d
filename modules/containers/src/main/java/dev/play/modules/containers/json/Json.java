package dev.play.modules.containers.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.play.module.ModuleFailure;
import dev.play.value.Value;
import java.util.Map;

/** JSON as Docker reads and writes it. */
public final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Json() {}

  /**
   * Reads a document.
   *
   * @param what to call it when it is none
   * @throws ModuleFailure when it is no JSON
   */
  public static JsonNode read(String text, String what) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ModuleFailure(
          what
              + " is not JSON (line "
              + e.getLocation().getLineNr()
              + "): "
              + e.getOriginalMessage());
    }
  }

  /** A value as a tree; secrets are revealed, for they are what is wanted. */
  public static JsonNode tree(Map<String, Value> values) {
    Value.Dict dict = Value.dict(values);
    return MAPPER.valueToTree(Value.toJava(dict, s -> Value.toJava(s.hidden(), x -> null)));
  }

  /** Indented by two, with sorted keys and a final line break. */
  public static String pretty(JsonNode tree) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    try {
      Object sorted = MAPPER.treeToValue(tree, Object.class);
      return MAPPER.writer(printer).writeValueAsString(sorted) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }

  /** A tree as a value. */
  public static Value value(JsonNode tree) {
    try {
      return Value.ofJava(MAPPER.treeToValue(tree, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is plain data", e);
    }
  }

  /** On one line. */
  public static String compact(Object plain) {
    try {
      return MAPPER.writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain data can be written", e);
    }
  }
}
