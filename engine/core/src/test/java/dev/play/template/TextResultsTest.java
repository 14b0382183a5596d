package dev.play.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostics;
import dev.play.template.library.StandardLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values where jinja2_native is off; what they give was asked of ansible-core 2.18. */
class TextResultsTest {
  private static final TemplateCompiler PLAIN =
      new TemplateCompiler(StandardLibrary.create(), false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "{{ 5 }}@'5'",
        "{{ n }}@5",
        "{{ made }}@'5'",
        "{{ made ~ n }}@'55'",
        "{{ none }}@''",
        "{{ 1 == 1 }}@True",
        "{{ 'True' }}@True",
        "{{ 'true' }}@'true'",
        "{{ [1, none] }}@[1, None]",
        "[{{ n }}, {{ n }}]@[5, 5]",
        "{{ '' }}{'a': true}@{'a': True}",
        "{{ '[1' }}@'[1'",
        "{{ '[1, 2]' }}@[1, 2]",
        "{{ [1, 2] | to_json }}@'[1, 2]'",
        "{{ [1, 2] | string }}@'[1, 2]'",
        "{% if false %}x{% endif %}@''",
      })
  void areTextUnlessTheyReadAsCollectionsOrBooleans(String source, String expected) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled = PLAIN.value(source, TemplateFixture.HERE, problems);
    assertThat(problems.all()).isEmpty();
    MapScope scope = MapScope.of("n", 5, "made", TemplateFixture.template("{{ 5 }}"));
    assertThat(PythonText.repr(compiled.evaluate(scope))).isEqualTo(expected);
  }

  @Test
  void sayTrueOrFalseInConditions() {
    MapScope scope = MapScope.of("no", "false", "yes", "True", "other", "x");
    for (String condition : List.of("{{ no }}", "{{ yes }}", "{{ other }}")) {
      Compiled compiled = PLAIN.expression(condition, TemplateFixture.HERE, new Diagnostics());
      assertThat(compiled.condition(scope))
          .isEqualTo(ConditionResult.of(!condition.contains("no")));
    }
  }

  @Test
  void holdAsTextsInConditionsWithoutBraces() {
    MapScope scope = MapScope.of("no", "false", "empty", "");
    Diagnostics problems = new Diagnostics();
    assertThat(PLAIN.expression("no", TemplateFixture.HERE, problems).condition(scope))
        .isEqualTo(ConditionResult.TRUE);
    assertThat(PLAIN.expression("empty", TemplateFixture.HERE, problems).condition(scope))
        .isEqualTo(ConditionResult.FALSE);
  }
}
