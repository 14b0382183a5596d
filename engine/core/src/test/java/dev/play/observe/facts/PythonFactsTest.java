package dev.play.observe.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonFactsTest {
  private static Map<String, Value> facts(String key, String text) {
    Map<String, Value> out = new LinkedHashMap<>();
    PythonFacts.into(out, new Gathered("MARK:" + key + "\n" + text + "\n", "MARK"));
    return out;
  }

  @Test
  void tellsOfThePythonThatIsThere() {
    assertThat(facts("python", "/usr/bin/python3 3 11 2 final 0 cpython"))
        .containsEntry("python_version", Value.text("3.11.2"));
  }

  @Test
  void tellsOfThePythonThatPackagesWouldBring() {
    assertThat(
            facts(
                "python_to_come",
                "python3:\n  Installed: (none)\n  Candidate: 3.13.5-1\n  Version table:"))
        .containsEntry("python_version", Value.text("3.13.5"));
  }

  @Test
  void tellsOfNoneWhereNoneCanBeHad() {
    assertThat(facts("python_to_come", "python3:\n  Candidate: (none)")).isEmpty();
  }
}
