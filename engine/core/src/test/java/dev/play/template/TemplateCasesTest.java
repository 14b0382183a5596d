package dev.play.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All cases on record. What Jinja2 says today is asked by {@link JinjaOracleTest}. */
class TemplateCasesTest {
  static final List<String> FILES =
      List.of("core.jsonl", "filters.jsonl", "statements.jsonl", "network.jsonl", "general.jsonl");

  @Test
  void givesWhatIsOnRecordForEveryCase() {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String file : FILES) {
      for (TemplateCase each : TemplateCase.read(file)) {
        String ours = each.ours();
        count++;
        if (!each.agrees(ours)) {
          Object wanted =
              each.out() == null ? "ERROR: " + each.error() : PythonText.repr(each.out());
          wrong.add(each.described() + "\n    ours   " + ours + "\n    wanted " + wanted);
        }
      }
    }
    System.out.println("template cases: " + count);
    assertThat(wrong).as("%d of %d cases differ", wrong.size(), count).isEmpty();
  }
}
