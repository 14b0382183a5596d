package dev.play.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What fuzzing once found, fed again: {@code findings.jsonl}, one text a line. */
class FindingsTest {
  /** Far above what any needs; a hang is a failure, not a stuck build. */
  private static final Duration HANG = Duration.ofMinutes(2);

  @TestFactory
  List<DynamicTest> readsWhatOnceBrokeIt(@TempDir Path directory) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = FindingsTest.class.getResourceAsStream("/fuzz/findings.jsonl")) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode found = new ObjectMapper().readTree(line);
        FuzzTarget target =
            FuzzTarget.valueOf(found.get("target").asText().toUpperCase(Locale.ROOT));
        String text = found.get("text").asText().repeat(found.path("times").asInt(1));
        tests.add(
            DynamicTest.dynamicTest(
                found.get("broke").asText(),
                () -> assertTimeoutPreemptively(HANG, () -> target.feed(text, directory))));
      }
    }
    return tests;
  }
}
