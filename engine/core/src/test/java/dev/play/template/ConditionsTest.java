package dev.play.template;

import static dev.play.template.TemplateFixture.expression;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final MapScope SCOPE =
      MapScope.of("n", 5, "s", "abc", "l", List.of(1), "x", Value.NONE);

  @Test
  void takesBooleans() {
    assertThat(expression("n == 5").condition(SCOPE)).isEqualTo(ConditionResult.TRUE);
    assertThat(expression("n is not defined").condition(SCOPE)).isEqualTo(ConditionResult.FALSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "s", "l", "'no'", "1", "l | length", "n == 5 and s", "{{ n }}"})
  void takesWhatIsTrueInPython(String condition) {
    assertThat(expression(condition).condition(SCOPE)).isEqualTo(ConditionResult.TRUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "''", "0", "[]", "{}", "0.0", "n == 5 and ''"})
  void takesWhatIsFalseInPython(String condition) {
    assertThat(expression(condition).condition(SCOPE)).isEqualTo(ConditionResult.FALSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "false", "true", "boolean", "string", "mapping", "number"})
  void letsTestsOfTypesSeeWhatIsUndefined(String test) {
    assertThat(expression("nothing is " + test).condition(SCOPE)).isEqualTo(ConditionResult.FALSE);
  }

  @Test
  void refusesUndefinedVariablesWithTheNearName() {
    MapScope scope = MapScope.of("nginx_port", 80);
    assertThatThrownBy(() -> expression("ngnix_port == 80").condition(scope))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> {
              assertThat(e.message()).isEqualTo("'ngnix_port' is undefined");
              assertThat(e.hint()).contains("did you mean nginx_port?");
              assertThat(e.span().orElseThrow().column()).isEqualTo(11);
              assertThat(e.span().orElseThrow().length()).isEqualTo(10);
            });
  }

  @Test
  void takesConditionsInBracesAndTemplatesInTheirStrings() {
    assertThat(expression("{{ n == 5 }}").condition(SCOPE)).isEqualTo(ConditionResult.TRUE);
    assertThat(expression("s == '{{ s }}'").condition(SCOPE)).isEqualTo(ConditionResult.TRUE);
    assertThat(expression("s in ['x', '{{ s }}']").condition(SCOPE))
        .isEqualTo(ConditionResult.TRUE);
  }

  @Test
  void leavesStringsInValuesAlone() {
    assertThat(TemplateFixture.value("{{ 'a{{ s }}' }}").evaluate(SCOPE))
        .isEqualTo(Value.text("a{{ s }}"));
    assertThat(TemplateFixture.value("{{ lookup('items', '{{ s }}') }}").evaluate(SCOPE))
        .isEqualTo(Value.text("abc"));
  }

  @Test
  void combinesByKleenesRules() {
    ConditionResult unknown = new ConditionResult.Unknown("u");
    assertThat(ConditionResult.FALSE.and(unknown)).isEqualTo(ConditionResult.FALSE);
    assertThat(unknown.and(ConditionResult.FALSE)).isEqualTo(ConditionResult.FALSE);
    assertThat(unknown.and(ConditionResult.TRUE)).isEqualTo(unknown);
    assertThat(ConditionResult.TRUE.and(unknown)).isEqualTo(unknown);
    assertThat(unknown.or(ConditionResult.TRUE)).isEqualTo(ConditionResult.TRUE);
    assertThat(ConditionResult.TRUE.or(unknown)).isEqualTo(ConditionResult.TRUE);
    assertThat(ConditionResult.FALSE.or(unknown)).isEqualTo(unknown);
    assertThat(unknown.or(ConditionResult.FALSE)).isEqualTo(unknown);
  }
}
