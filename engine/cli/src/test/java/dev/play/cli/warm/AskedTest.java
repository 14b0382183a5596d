package dev.play.cli.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.run.port.Answer;
import dev.play.run.port.Operator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedTest {
  /** Says what it was asked. */
  private static final class Parrot implements Operator {
    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
      return prompt.isEmpty() ? Optional.empty() : Optional.of(prompt + hidden);
    }

    @Override
    public Answer await(String prompt, boolean hidden, Optional<Duration> time, String ends) {
      return time.isPresent()
          ? new Answer.Interrupted()
          : new Answer.Typed(prompt + hidden + time + ends);
    }

    @Override
    public void pause(Duration time) {}
  }

  private static Asked.Reply answered(Asked asked) throws IOException, InterruptedException {
    Asked arrived = Asked.of(Words.write(asked.words()));
    assertThat(arrived).isEqualTo(asked);
    return Asked.Reply.of(arrived.put(new Parrot()).bytes());
  }

  @Test
  void questionsAndAnswersArriveAsTheyWere() throws Exception {
    assertThat(answered(new Asked.Question("Wer?\n", true)).text()).contains("Wer?\ntrue");
    assertThat(answered(new Asked.Question("", false)).text()).isEmpty();
    assertThat(answered(new Asked.Line("> ")).text()).contains("> false");
    assertThat(answered(new Asked.Wait("p", false, Optional.empty(), "ca")).text())
        .contains("pfalseOptional.emptyca");
    assertThat(
            answered(new Asked.Wait("p", false, Optional.of(Duration.ofMillis(5)), ""))
                .interrupted())
        .isTrue();
  }

  @Test
  void aRequestArrivesAsItWas() throws IOException {
    Request request =
        new Request(
            new Likeness("build", "process\nof two lines"),
            true,
            List.of("run", "", "s\u00efte.yml"),
            Map.of("A", "1", "B", ""));
    assertThat(Request.of(request.bytes())).isEqualTo(request);
  }

  @Test
  void whatIsNotARequestIsRefused() {
    assertThatThrownBy(() -> Request.of(Words.write(List.of("one"))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Request.of(new byte[] {0, 0, 0, 9, 127, 0, 0, 0}))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Asked.of(Words.write(List.of("else"))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void filesThatOnlyTheCommandLineHasOpenAreSeen() {
    Likeness any = new Likeness("", "");
    assertThat(new Request(any, false, List.of("run", "/dev/fd/63"), Map.of()).namesOpenFiles())
        .isTrue();
    assertThat(new Request(any, false, List.of("run", "-"), Map.of()).namesOpenFiles()).isTrue();
    assertThat(new Request(any, false, List.of("run"), Map.of("F", "/dev/stdin")).namesOpenFiles())
        .isTrue();
    assertThat(new Request(any, false, List.of("run"), Map.of("F", "-")).namesOpenFiles())
        .isFalse();
  }
}
