package dev.play.template;

import static dev.play.template.TemplateFixture.evaluate;
import static dev.play.template.TemplateFixture.secret;
import static dev.play.template.TemplateFixture.template;
import static dev.play.template.TemplateFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final MapScope SCOPE =
      MapScope.of(
          "pw", secret("hunter2"),
          "l", new Value.Sequence(List.of(Value.text("a"), secret("hunter2"))),
          "d", Value.dictOf("user", "ada", "password", secret("hunter2")),
          "n", secret(3),
          "t", template("x {{ pw }}"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pw",
        "pw ~ 'x'",
        "'x' ~ pw",
        "pw + 'x'",
        "'%s' % pw",
        "'%s-%s' % (1, pw)",
        "pw | upper",
        "pw | b64encode",
        "'x' | replace('x', pw)",
        "l | join(',')",
        "d | to_json",
        "d | to_nice_yaml",
        "n + 1",
        "-n",
        "n * 2",
        "pw[0]",
        "pw[1:]",
        "pw.upper()",
        "'{}'.format(pw)",
        "'-'.join([pw])",
        "pw.split('n')",
        "l[1]",
        "d.password",
        "d['password']",
        "l | last",
        "l | map('upper') | last",
        "d | dict2items | map(attribute='value') | last",
        "pw | default('x')",
        "nope | default(pw)",
        "pw if true else 'x'",
        "pw | hash",
        "t",
        "d | combine({'x': 1}) | to_json",
        "pw | password_hash('md5', 'abcdefgh')",
        "[pw] | first",
        "(pw ~ '') | length",
        "l | sort | first",
        "{'a': pw} | string",
        "pw | regex_replace('h', 'x')",
        "pw | quote",
        "l | string",
        "d | string",
        "pw | int",
        "['a', pw] | join",
        "n | string",
        "pw | trim | upper"
      })
  void makesSecretWhatComesFromASecret(String expression) {
    Value result = TemplateFixture.expression(expression).evaluate(SCOPE);
    assertThat(result).as(expression).isInstanceOf(Value.Secret.class);
    assertThat(result.toString()).doesNotContain("hunter2");
  }

  /** A whole is masked as such; a host's log may hold the part only. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pw ~ 'x'",
        "'x' + pw",
        "'%s-%s' % (1, pw)",
        "'{}'.format(pw)",
        "'-'.join([pw])",
        "l | join(',')",
        "d | to_json",
        "'x' | replace('x', pw)",
        "{'a': pw} | string",
        "t"
      })
  void tellsOfASecretThatBecomesPartOfAText(String expression) {
    FixedLookups lookups = FixedLookups.plain();
    TemplateFixture.expression(expression).evaluate(SCOPE.withLookups(lookups));
    assertThat(lookups.secrets()).as(expression).contains("hunter2");
  }

  @Test
  void tellsOfTheSecretsInATemplate() {
    FixedLookups lookups = FixedLookups.plain();
    value("user=ada password={{ pw }}\n{% for x in l %}{{ x }},{% endfor %}")
        .evaluate(SCOPE.withLookups(lookups));
    assertThat(lookups.secrets()).containsOnly("hunter2").hasSize(2);
  }

  @Test
  void tellsOfNoWordThatOccursByItself() {
    FixedLookups lookups = FixedLookups.plain();
    value("state={{ s }}").evaluate(MapScope.of("s", secret("present")).withLookups(lookups));
    assertThat(lookups.secrets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "l | length",
        "d.user",
        "l[0]",
        "d.keys() | list",
        "d | length",
        "l | first",
        "pw is defined",
        "pw is string",
        "d | map('upper') | list",
        "'yes' if pw == 'hunter2' else 'no'",
        "'user' in d"
      })
  void leavesPlainWhatOnlyStandsBesideASecret(String expression) {
    Value result = TemplateFixture.expression(expression).evaluate(SCOPE);
    assertThat(result).as(expression).isNotInstanceOf(Value.Secret.class);
  }

  @Test
  void keepsSecretsInPlaceInsideLists() {
    assertThat(
            evaluate(
                "users | selectattr('n', 'gt', 1) | list",
                "users",
                List.of(Map.of("n", 1), Map.of("n", 2, "p", secret("x")))))
        .isEqualTo(
            new Value.Sequence(List.of(Value.dict(Map.of("n", Value.of(2), "p", secret("x"))))));
  }

  @Test
  void joinsTextWithASecretIntoASecret() {
    assertThat(value("a {{ pw }} b").evaluate(SCOPE)).isEqualTo(secret("a hunter2 b"));
    assertThat(value("{% for x in l %}{{ x }}{% endfor %}").evaluate(SCOPE))
        .isEqualTo(secret("ahunter2"));
    assertThat(value("{% set x = pw %}{{ x }}").evaluate(SCOPE)).isEqualTo(secret("hunter2"));
    assertThat(value("{% macro m(p) %}<{{ p }}>{% endmacro %}{{ m(pw) }}").evaluate(SCOPE))
        .isEqualTo(secret("<hunter2>"));
  }

  @Test
  void decidesConditionsOverSecrets() {
    assertThat(TemplateFixture.expression("pw == 'hunter2' and n > 2").condition(SCOPE))
        .isEqualTo(ConditionResult.TRUE);
    assertThat(TemplateFixture.expression("pw | length == 7").condition(SCOPE))
        .isEqualTo(ConditionResult.TRUE);
    assertThat(TemplateFixture.expression("pw in l").condition(SCOPE))
        .isEqualTo(ConditionResult.TRUE);
    assertThat(value("{% if pw %}set{% endif %}").evaluate(SCOPE)).isEqualTo(Value.text("set"));
  }

  @Test
  void doesNotTellSecretsInErrors() {
    for (String expression :
        List.of(
            "pw.nope.x + 1", "pw + 1", "pw | from_json", "pw | to_datetime", "d.password.x ~ 1")) {
      try {
        TemplateFixture.expression(expression).evaluate(SCOPE);
      } catch (EvaluationException e) {
        assertThat(e.toString()).as(expression).doesNotContain("hunter2");
      }
    }
  }
}
