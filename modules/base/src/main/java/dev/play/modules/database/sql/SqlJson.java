package dev.play.modules.database.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.value.Value;

/** JSON within a column. */
public final class SqlJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SqlJson() {}

  /** What it holds; the text itself where it is none. */
  public static Value read(String text) {
    try {
      return Value.ofJava(MAPPER.readValue(text, Object.class));
    } catch (JsonProcessingException e) {
      return Value.text(text);
    }
  }
}
