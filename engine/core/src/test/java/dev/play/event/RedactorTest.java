package dev.play.event;

import static org.assertj.core.api.Assertions.assertThat;

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
}
