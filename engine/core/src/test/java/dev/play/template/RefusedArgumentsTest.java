package dev.play.template;

import static dev.play.template.TemplateFixture.evaluate;
import static dev.play.template.TemplateFixture.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.source.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that Ansible has: each does what it does there, or is refused by its name. */
class RefusedArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "a | to_json(profile='legacy')@filter 'to_json' does not support its argument profile",
        "a | from_json(profile='legacy')@filter 'from_json' does not support its argument profile",
        "a | to_json(default='x')@filter 'to_json' does not support its argument default",
        "a | to_json(vault_to_text=false)@filter 'to_json' supports its argument vault_to_text only as true",
        "a | to_nice_json(preprocess_unsafe=false)@filter 'to_nice_json' supports its argument preprocess_unsafe only as true",
        "a | to_yaml(default_style='x')@filter 'to_yaml' does not support its argument default_style",
        "a | to_yaml(canonical=true)@filter 'to_yaml' supports its argument canonical only as false",
        "a | to_yaml(encoding='utf-8')@filter 'to_yaml' does not support its argument encoding",
        "a | to_nice_yaml(dump_vault_tags=true)@filter 'to_nice_yaml' supports its argument dump_vault_tags only as false",
        "a | to_nice_yaml(line_break='x')@filter 'to_nice_yaml' does not support its argument line_break",
      })
  void refusesBeforeTheRunWhatItDoesNotDo(String expression, String message) {
    assertThat(problems(expression)).extracting(Diagnostic::message).containsExactly(message);
  }

  @Test
  void refusesAtTheCallWhatIsOnlyKnownThere() {
    assertThatThrownBy(() -> evaluate("1 | to_json(profile=p)", "p", "legacy"))
        .hasMessage("'to_json' does not support its argument profile");
  }

  @Test
  void takesTheValuesThatSayWhatHappensAnyway() {
    assertThat(evaluate("[1] | to_json(profile=none, vault_to_text=true)"))
        .isEqualTo(evaluate("'[1]'"));
  }

  @Test
  void findsUnknownOptionsOfLookupsBeforeTheRun() {
    assertThat(problems("lookup('env', 'A', defualt='x')"))
        .extracting(Diagnostic::message)
        .containsExactly("lookup 'env' has no argument defualt (it has default)");
  }

  @Test
  void knowsThreeWaysToTakeErrorsOfLookups() {
    for (String way : List.of("ignore", "warn")) {
      assertThat(evaluate("query('vars', 'nope', errors='" + way + "')")).isEqualTo(evaluate("[]"));
    }
    assertThatThrownBy(() -> evaluate("lookup('vars', 'nope', errors='strict')"))
        .hasMessageContaining("No variable found");
    assertThatThrownBy(() -> evaluate("lookup('env', 'HOME', errors='hide')"))
        .hasMessageContaining("the argument errors of a lookup is strict, ignore or warn");
  }

  @Test
  void refusesRoundsForMd5() {
    assertThatThrownBy(() -> evaluate("'x' | password_hash('md5', 'salt', rounds=2000)"))
        .hasMessageContaining("the argument rounds means nothing to md5");
  }

  @Test
  void saysThatLipsumIsNotSupported() {
    assertThat(problems("lipsum(n=1)"))
        .singleElement()
        .satisfies(d -> assertThat(d.message()).startsWith("function 'lipsum' is not supported: "));
    assertThat(TemplateFixture.value("{% macro lipsum() %}x{% endmacro %}{{ lipsum() }}"))
        .satisfies(c -> assertThat(c.evaluate(MapScope.of())).isEqualTo(evaluate("'x'")));
  }

  @Test
  void writesNoNumbersThatJsonLacksWhereToldSo() {
    assertThat(evaluate("x | to_json", "x", Double.NaN)).isEqualTo(evaluate("'NaN'"));
    assertThatThrownBy(() -> evaluate("x | to_json(allow_nan=false)", "x", Double.NaN))
        .hasMessageContaining("allow_nan=false");
  }

  @Test
  void leavesOutKeysThatAreNoScalarsWhereToldSo() {
    assertThat(evaluate("{[1]: 'a', 'b': 2} | to_json(skipkeys=true)"))
        .isEqualTo(evaluate("'{\"b\": 2}'"));
  }

  @Test
  void escapesWhatIsNotAsciiInYamlWhereToldSo() {
    assertThat(evaluate("'é' | to_yaml")).isEqualTo(evaluate("'é\\n'"));
    assertThat(evaluate("'é' | to_yaml(allow_unicode=false)"))
        .isEqualTo(evaluate("'\"\\\\xe9\"\\n'"));
  }

  @Test
  void makesLinksAsTold() {
    assertThat(evaluate("'see http://a.b/cdef.' | urlize(12, true, target='_blank', rel='me')"))
        .isEqualTo(
            evaluate(
                "'see <a href=\"http://a.b/cdef\" rel=\"me nofollow noopener\""
                    + " target=\"_blank\">http://a.b/c...</a>.'"));
    assertThat(evaluate("'ftp://x.y/z' | urlize(extra_schemes=['ftp://'])"))
        .isEqualTo(evaluate("'<a href=\"ftp://x.y/z\" rel=\"noopener\">ftp://x.y/z</a>'"));
    assertThatThrownBy(() -> evaluate("'x' | urlize(extra_schemes=['ftp'])"))
        .hasMessageContaining("extra_schemes");
  }
}
