package dev.play.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreeFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "src=a dest=b|src:a dest:b |",
        "src=\"a b\" dest='c d'|src:a b dest:c d |",
        "msg=\"it's {{ a('x y') }}\"|msg:it's {{ a('x y') }} |",
        "msg={{ a + b }} x=1|msg:{{ a + b }} x:1 |",
        "x=1=2|x:1=2 |",
        "msg=a\\nb|msg:a\\nb |",
        "replace='\\1'|replace:\\1 |",
        "one two=2 three|two:2 |one three",
        "x=|x: |",
        "=x|`` |=x",
        "{{ key }}=1|{{ key }}:1 |"
      })
  void splitsPairs(String text, String pairs, String rest) {
    check(text, false, pairs == null ? "" : pairs.replace("\\n", "\n"), rest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ls -l chdir=/tmp|chdir:/tmp |ls -l",
        "chdir=/tmp ls   -l|chdir:/tmp |ls   -l",
        "echo 'a  b=c' x=y|`` |echo 'a  b=c' x=y",
        "echo \"creates=x\"|`` |echo \"creates=x\"",
        "a creates=/x b|creates:/x |a b",
        "printf 'a\\nb'|`` |printf 'a\\nb'",
        "test {{ a == 'b' }} creates=\"/a b\"|creates:/a b |test {{ a == 'b' }}"
      })
  void takesOnlyFewPairsOutOfCommands(String text, String pairs, String rest) {
    check(text, true, pairs == null ? "" : pairs, rest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"echo it's|x", "a=\"b|x", "a={{ b|x"})
  void refusesOpenQuotesAndBraces(String text, String unused) {
    assertThat(FreeForm.parse(text, false)).isEmpty();
  }

  @Test
  void countsBracesWithinBraces() {
    String text = "docker ps --format='{{ '{{ .Image }}' }}' chdir=/tmp";
    check(text, true, "chdir:/tmp", "docker ps --format='{{ '{{ .Image }}' }}'");
  }

  @Test
  void joinsLinesOfCommandsAndKeepsTheirEnd() {
    check("creates=/x\necho a \\\n\"b \\\nc\"\nd\n", true, "creates:/x", "echo a \"b \\\nc\"\nd\n");
  }

  private static void check(String text, boolean command, String pairs, String rest) {
    FreeForm form = FreeForm.parse(text, command).orElseThrow();
    assertThat(
            form.pairs().stream()
                .map(p -> p.name() + ":" + p.value())
                .collect(Collectors.joining(" ")))
        .isEqualTo(pairs.strip());
    assertThat(form.rest().map(FreeForm.Rest::text).orElse(null)).isEqualTo(rest);
    form.pairs().forEach(p -> assertThat(text.substring(p.nameOffset())).startsWith(p.name()));
  }
}
