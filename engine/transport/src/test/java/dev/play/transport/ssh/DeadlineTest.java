package dev.play.transport.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  @Test
  void waitsForSocketsOnNoVirtualThreadSoThatJavaEndsAtOnce() throws Exception {
    Thread worker = Deadline.within(Duration.ofSeconds(10), Thread::currentThread);
    assertThat(worker.isVirtual()).isFalse();
    assertThat(worker.isDaemon()).isTrue();
  }
}
