package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class LogInReadinessTest {
  @Test
  void findsInThisJavaWhatALogInTakes() {
    assertThatCode(LogInReadiness::load).doesNotThrowAnyException();
  }
}
