package dev.play.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactorTest {
  private final Redactor redactor = new Redactor();

  @Test
  void masksWhatAFailedContainerSaidLast() {
    redactor.learn("correct-horse");
    assertThat(redactor.clean("last words of app-1, exited 3:\nlog-in by correct-horse failed"))
        .isEqualTo("last words of app-1, exited 3:\nlog-in by ******** failed");
  }

  @Test
  void masksTheLinesOfAKeyOfWhichALogHoldsThePartOnly() {
    redactor.learn(
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA0123456789\n-----END PRIVATE KEY-----\n");
    assertThat(redactor.clean("MC4CAQAwBQYDK2VwBCIEIA0123456789\n-----END PRIVATE KEY-----"))
        .isEqualTo("********\n-----END PRIVATE KEY-----");
  }

  @Test
  void masksTheWholeBeforeItsLines() {
    redactor.learn("first line of sixteen\nsecond line of sixteen");
    assertThat(redactor.clean("a first line of sixteen\nsecond line of sixteen b"))
        .isEqualTo("a ******** b");
  }

  @Test
  void leavesShortTextsAlone() {
    redactor.learn("abc");
    assertThat(redactor.clean("abcdef")).isEqualTo("abcdef");
  }

  @Test
  void masksInValuesAtAnyDepthAndKeepsTheirOrder() {
    redactor.learn("correct-horse");
    Value.Dict value =
        Value.dictOf(
            "first",
            1,
            "list",
            List.of("a", "b", "by correct-horse", Map.of("deep", "correct-horse")),
            "key of correct-horse",
            true,
            "last",
            "z");

    assertThat(redactor.clean(value))
        .isEqualTo(
            Value.dictOf(
                "first",
                1,
                "list",
                List.of("a", "b", "by ********", Map.of("deep", "********")),
                "key of ********",
                true,
                "last",
                "z"));
    assertThat(redactor.clean(value).entries().keySet().stream().map(String::valueOf).toList())
        .isEqualTo(
            List.of("first", "list", "key of ********", "last").stream()
                .map(t -> String.valueOf(new Value.Text(t)))
                .toList());
  }

  @Test
  void handsOnWhatHoldsNoSecretAsItIs() {
    redactor.learn("correct-horse");
    Value.Dict value = Value.dictOf("a", List.of("b", Map.of("c", "horse")), "d", 1);

    assertThat(redactor.clean(value)).isSameAs(value);
  }
}
