package dev.play.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTraitsTest {
  /** What is meant, said shortly and slowly. */
  private static final Pattern JOBS =
      Pattern.compile("(?<![&>|<\\\\])&(?=\\s|$|[);}'\"])|\\b(?:nohup|setsid|coproc)\\b");

  private static final Pattern ACCOUNTS = Pattern.compile("\\b(?:l?userdel|deluser|l?usermod)\\b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 9 &",
        "&",
        "(a & b)",
        "(a&)",
        "{ a&}",
        "sh -c 'a&'",
        "x; nohup y",
        "setsid"
      })
  void knowsWhatLeavesSomethingBehind(String script) {
    assertThat(ScriptTraits.startsJobs(script)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a && b",
        "a 2>&1",
        "cat <&3",
        "a |& b",
        "x\\& y",
        "a&b",
        "nohups",
        "my_setsid"
      })
  void takesOtherAmpersandsAndWordsForNothing(String script) {
    assertThat(ScriptTraits.startsJobs(script)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"userdel ada", "/usr/sbin/usermod -L x", "luserdel", "a;deluser b", "lusermod"})
  void knowsProgramsThatChangeAccounts(String script) {
    assertThat(ScriptTraits.changesAccounts(script)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "user", "useradd ada", "userdels", "a_userdel", "superuser mod", "aluserdel"})
  void takesOtherWordsOfUsersForNothing(String script) {
    assertThat(ScriptTraits.changesAccounts(script)).isFalse();
  }

  @Test
  void saysTheSameAsTheExpressionsForTextsOfTheirPieces() {
    String[] pieces = {
      "&", "&&", ">&", "|", "<", "\\", " ", "\n", "\t", ")", ";", "}", "'", "\"", "nohup", "setsid",
      "coproc", "user", "del", "mod", "l", "deluser", "userdel", "usermod", "_", "9", "ä", "-", "/"
    };
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder script = new StringBuilder();
      for (int j = random.nextInt(7); j >= 0; j--) {
        script.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = script.toString();
      assertThat(ScriptTraits.startsJobs(text)).as(text).isEqualTo(JOBS.matcher(text).find());
      assertThat(ScriptTraits.changesAccounts(text))
          .as(text)
          .isEqualTo(ACCOUNTS.matcher(text).find());
    }
  }
}
