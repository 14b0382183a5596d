package dev.play.cloud.gce.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Plain Java as JSON. */
final class Json {
  private Json() {}

  static String write(@Nullable Object plain) {
    try {
      return new ObjectMapper().writeValueAsString(plain);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists and dictionaries can be written", e);
    }
  }
}
