package dev.play.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
  private static Map<String, @Nullable Object> everything() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("texts", Arrays.asList("", "é\u0001\"\\\n\u2028", "\ud83d\ude00", null));
    all.put("numbers", List.of(1, -2L, 1.5, 1e300, Double.NaN, BigInteger.TEN.pow(30)));
    all.put("a", Map.of("b", List.of(), "c", Map.of()));
    all.put("yes", true);
    return all;
  }

  @Test
  void writesWhatJacksonsObjectMapperWrites() throws JsonProcessingException {
    assertThat(new JsonWriter(false).write(everything()))
        .isEqualTo(new ObjectMapper().writeValueAsString(everything()));
  }

  @Test
  void putsKeysInOrderWhereAskedTo() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", 1);
    map.put("a", 2);

    assertThat(new JsonWriter(true).write(map)).isEqualTo("{\"a\":2,\"b\":1}");
    assertThat(new JsonWriter(false).write(map)).isEqualTo("{\"b\":1,\"a\":2}");
  }

  @Test
  void refusesWhatIsNoPlainValue() {
    assertThatThrownBy(() -> new JsonWriter(false).write(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
