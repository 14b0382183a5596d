package dev.play.template;

import static dev.play.template.TemplateFixture.COMPILER;
import static dev.play.template.TemplateFixture.HERE;
import static dev.play.template.TemplateFixture.expression;
import static dev.play.template.TemplateFixture.problems;
import static dev.play.template.TemplateFixture.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import org.junit.jupiter.api.Test;

class StaticChecksTest {
  @Test
  void findsUnknownFiltersTestsAndLookupsTogether() {
    assertThat(problems("a | defalt(1) ~ (b is defned) ~ lookup('fil', 'x')"))
        .extracting(Diagnostic::message, d -> d.hint().orElse(""), d -> d.span().column())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "there is no filter 'defalt'", "did you mean default?", 15),
            org.assertj.core.groups.Tuple.tuple(
                "there is no test 'defned'", "did you mean defined?", 33),
            org.assertj.core.groups.Tuple.tuple(
                "there is no lookup 'fil'", "did you mean file?", 50));
  }

  @Test
  void findsNamesGivenToMapAndSelect() {
    assertThat(problems("l | map('uper') | select('definde') | selectattr('x', 'eqaulto', 1)"))
        .extracting(d -> d.hint().orElse(""))
        .containsExactlyInAnyOrder(
            "did you mean upper?", "did you mean defined?", "did you mean equalto?");
  }

  @Test
  void findsWrongArguments() {
    assertThat(problems("a | replace('x')"))
        .extracting(Diagnostic::message)
        .containsExactly("filter 'replace' needs the argument new");
    assertThat(problems("a | upper(1)"))
        .extracting(Diagnostic::message)
        .containsExactly("filter 'upper' takes at most 0 arguments, not 1");
    assertThat(problems("a | join(separator=',')"))
        .extracting(Diagnostic::message)
        .containsExactly("filter 'join' has no argument separator (it has d, attribute)");
  }

  @Test
  void saysWhyANameIsNotSupported() {
    assertThat(problems("lipsum(3)"))
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("lipsum", "not supported"));
  }

  @Test
  void pointsAtSyntaxErrors() {
    assertThat(problems("a == "))
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.message())
                    .isEqualTo("unexpected end of the text, expected an expression"));
    assertThat(problems("{{ a }} == 1"))
        .singleElement()
        .satisfies(
            d -> assertThat(d.message()).isEqualTo("an expression is written without {{ }}"));
    assertThat(problems("a = 1"))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.hint()).contains("compare by ==");
              assertThat(d.span()).isEqualTo(new Span("site.yml", 7, 13, 1));
            });
    Diagnostics problems = new Diagnostics();
    COMPILER.value("first\n  {{ a b }}", HERE, problems);
    assertThat(problems.all())
        .singleElement()
        .satisfies(d -> assertThat(d.span()).isEqualTo(new Span("site.yml", 8, 8, 1)));
  }

  @Test
  void namesTheVariablesThatATextMayRead() {
    Compiled compiled =
        value(
            "{{ a.b }}{% for x in y if z %}{{ x }}{{ loop.index }}{% endfor %}{% set q = w %}{{ q }}{{ lookup('env', v) }}");
    assertThat(compiled.freeVariables()).containsExactly("a", "y", "z", "w", "v");
    assertThat(compiled.freeVariableSpans().get("a")).isEqualTo(new Span("site.yml", 7, 14, 1));
  }

  @Test
  void tellsWhichVariablesNeedNotBeDefined() {
    Compiled compiled =
        expression("a is defined and b | default(c) == d.e | d('') and f.g is undefined");
    assertThat(compiled.freeVariables()).containsExactly("a", "b", "c", "d", "f");
    assertThat(compiled.guardedVariables()).containsExactlyInAnyOrder("a", "b", "d", "f");
  }

  @Test
  void computesConstantsOnce() {
    assertThat(value("plain text").constant()).contains(Value.text("plain text"));
    assertThat(value("{{ 1 + 2 }}").constant()).contains(Value.of(3));
    assertThat(expression("[3, 1] | sort").constant())
        .contains(Value.ofJava(java.util.List.of(1, 3)));
    assertThat(value("{{ a }}").constant()).isEmpty();
    assertThat(value("{{ now() }}").constant()).isEmpty();
    assertThat(value("{{ 3 | random }}").constant()).isEmpty();
    assertThat(value("{{ lookup('env', 'X') }}").constant()).isEmpty();
  }

  @Test
  void compilesAnEqualTextOnlyOnce() {
    assertThat(value("{{ same }}")).isSameAs(value("{{ same }}"));
  }
}
