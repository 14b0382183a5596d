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
  void tellsOfTheNewestPythonThatPackagesWouldBring() {
    assertThat(
            facts(
                "python_to_come",
                """
                Package: python3
                Source: python3-defaults
                Version: 3.9.2-3

                Package: python3
                Source: python3-defaults
                Version: 3.13.5-1
                Installed-Size: 81

                Package: python3-abc
                Version: 9.9.9
                """))
        .containsEntry("python_version", Value.text("3.13.5"));
  }

  @Test
  void tellsOfNoneWhereNoneCanBeHad() {
    assertThat(facts("python_to_come", "Package: python3\nSource: x\n\nVersion: 3.1.1")).isEmpty();
    assertThat(facts("python_to_come", "")).isEmpty();
  }
}
