package dev.play.modules.base.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.module.ModuleFailure;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonRegexTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "^server {~server {",
        "a{2}~xaay",
        "a{,2}b~aab",
        "[[]x]~[x]",
        "[]a]~]",
        "[a&&b]~&",
        "(?P<x_y>a)(?P=x_y)~aa",
        "a(?#comment)b~ab",
        "(?i)ABC~abc",
        "(?a)\\w~x",
        "end\\Z~the end",
        "\\[s\\]~[s]",
        "[\\w.-]+@~a.b-c@",
        "}~}",
      })
  void findsWhatPythonFinds(String expression, String text) {
    assertThat(new PythonRegex(expression, 0).foundIn(text)).isTrue();
  }

  @Test
  void matchesBytesOfUtf8() {
    assertThat(new PythonRegex("^gr.{2}n$", 0).foundIn(PythonRegex.bytes("grün"))).isTrue();
  }

  @Test
  void matchesAtTheEndsOfLinesOnlyWhenToldTo() {
    assertThat(new PythonRegex("^b$", 0).foundIn("a\nb\n")).isFalse();
    assertThat(new PythonRegex("^b$", Pattern.MULTILINE).foundIn("a\nb\n")).isTrue();
  }

  @Test
  void expandsGroupsByNumberAndName() {
    PythonRegex expression = new PythonRegex("(?P<first_one>a)(b)?", 0);
    Matcher matcher = expression.on("a");
    assertThat(matcher.find()).isTrue();
    assertThat(expression.expand(matcher, "\\g<first_one>|\\1|\\2|\\n|$1")).isEqualTo("a|a||\n|$1");
    assertThatThrownBy(() -> expression.expand(matcher, "\\7")).isInstanceOf(ModuleFailure.class);
  }

  @Test
  void refusesWhatIsNone() {
    for (String wrong : List.of("(", "[a", "*", "a\\", "(?(1)a|b)", "(?P<x", "\\p{L}")) {
      assertThatThrownBy(() -> new PythonRegex(wrong, 0))
          .describedAs(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void splitsWordsAsAShell() {
    assertThat(ShellWords.split("a 'b c' \"d \\\"e\\\" $x\" f\\ g ''"))
        .containsExactly("a", "b c", "d \"e\" $x", "f g", "");
    assertThatThrownBy(() -> ShellWords.split("a 'b")).isInstanceOf(IllegalArgumentException.class);
  }
}
