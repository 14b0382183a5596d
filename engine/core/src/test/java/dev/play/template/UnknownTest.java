package dev.play.template;

import static dev.play.template.TemplateFixture.evaluate;
import static dev.play.template.TemplateFixture.expression;
import static dev.play.template.TemplateFixture.secret;
import static dev.play.template.TemplateFixture.unknown;
import static dev.play.template.TemplateFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownTest {
  private static final Value U = unknown("until install nginx");
  private static final MapScope SCOPE =
      MapScope.of(
          "u",
          U,
          "l",
          new Value.Sequence(List.of(Value.of(1), U)),
          "r",
          Value.dictOf("changed", true, "stdout", U, "failed", U),
          "yes",
          true,
          "no",
          false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u",
        "u + 1",
        "1 + u",
        "u ~ 'x'",
        "u.stdout.lines[0]",
        "u[0]",
        "u[1:]",
        "u | upper",
        "u | default('x')",
        "u is defined",
        "u is undefined",
        "u == 1",
        "1 in u",
        "1 < u < 3",
        "not u",
        "-u",
        "u()",
        "u.split(',')",
        "'a' if u else 'b'",
        "r.stdout",
        "r.stdout | trim",
        "l | join(',')",
        "l | sum",
        "l | to_json",
        "r | to_json",
        "l[1]",
        "l | last",
        "'x' | replace('x', u)",
        "r is failed",
        "r is succeeded",
        "u is failed",
        "[u] | join",
        "u and yes",
        "yes and u",
        "u or no",
        "no or u",
        "3 in l",
        "l == [1, 2]",
        "r.stdout in ['a']",
        "'%s' % u",
        "l | select('gt', 1) | list",
        "u | bool",
        "u | ternary(1, 2)",
        "u | mandatory",
        "lookup('vars', 'u')",
        "{'a': u}.a",
        "u | map('upper') | list"
      })
  void passesThrough(String expression) {
    assertThat(TemplateFixture.expression(expression).evaluate(SCOPE)).as(expression).isEqualTo(U);
  }

  @Test
  void isDecidedByTheOtherSideWhereThatAloneDecides() {
    assertThat(evaluate("u and no", "u", U, "no", false)).isEqualTo(Value.FALSE);
    assertThat(evaluate("no and u", "u", U, "no", false)).isEqualTo(Value.FALSE);
    assertThat(evaluate("u or yes", "u", U, "yes", true)).isEqualTo(Value.TRUE);
    assertThat(evaluate("yes or u", "u", U, "yes", true)).isEqualTo(Value.TRUE);
    assertThat(expression("1 in l").evaluate(SCOPE)).isEqualTo(Value.TRUE);
    assertThat(expression("u and (zork.x > 3)").evaluate(SCOPE)).isEqualTo(U);
  }

  @Test
  void leavesKnownWhatStandsBesideIt() {
    assertThat(expression("r.changed").evaluate(SCOPE)).isEqualTo(Value.TRUE);
    assertThat(expression("r is changed").evaluate(SCOPE)).isEqualTo(Value.TRUE);
    assertThat(expression("l | length").evaluate(SCOPE)).isEqualTo(Value.of(2));
    assertThat(expression("l | first").evaluate(SCOPE)).isEqualTo(Value.of(1));
    assertThat(expression("(r | combine({'x': 1})).x").evaluate(SCOPE)).isEqualTo(Value.of(1));
    assertThat(expression("[r, r] | map(attribute='changed') | list").evaluate(SCOPE))
        .isEqualTo(Value.ofJava(List.of(true, true)));
  }

  @Test
  void staysInItsPlaceInLookupsThatOnlyRearrange() {
    assertThat(expression("query('items', l)[0]").evaluate(SCOPE)).isEqualTo(Value.of(1));
    assertThat(expression("query('items', l)[1]").evaluate(SCOPE)).isEqualTo(U);
    assertThat(expression("query('dict', r)[0].key").evaluate(SCOPE))
        .isEqualTo(Value.text("changed"));
    assertThat(expression("query('items', u)").evaluate(SCOPE)).isEqualTo(U);
    assertThat(expression("lookup('file', u)").evaluate(SCOPE)).isEqualTo(U);
  }

  @Test
  void makesConditionsUnknownWithTheReason() {
    assertThat(expression("u == 0").condition(SCOPE))
        .isEqualTo(new ConditionResult.Unknown("until install nginx"));
    assertThat(expression("no and u == 0").condition(SCOPE)).isEqualTo(ConditionResult.FALSE);
  }

  @Test
  void makesTextUnknown() {
    assertThat(value("a {{ u }}").evaluate(SCOPE)).isEqualTo(U);
    assertThat(value("{% if u %}a{% endif %}").evaluate(SCOPE)).isEqualTo(U);
    assertThat(value("{% for x in u %}a{% endfor %}").evaluate(SCOPE)).isEqualTo(U);
    assertThat(value("{% set x = u %}b{{ x }}").evaluate(SCOPE)).isEqualTo(U);
    assertThat(value("{% set x = u %}b").evaluate(SCOPE)).isEqualTo(Value.text("b"));
    assertThat(value("{{ u }}").evaluate(SCOPE)).isEqualTo(U);
  }

  @Test
  void winsOverSecret() {
    assertThat(evaluate("u ~ s", "u", U, "s", secret("x"))).isEqualTo(U);
    assertThat(evaluate("[s, u] | join", "u", U, "s", secret("x"))).isEqualTo(U);
  }
}
