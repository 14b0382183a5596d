package dev.play.cli.warm;

import dev.play.run.port.Answer;
import dev.play.run.port.Operator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the person at the command line is asked from the warm process. */
sealed interface Asked {
  /** Puts it to whoever is there. */
  Reply put(Operator operator) throws InterruptedException;

  List<String> words();

  /** {@link Operator#ask}. */
  record Question(String prompt, boolean hidden) implements Asked {
    @Override
    public Reply put(Operator operator) {
      return Reply.of(operator.ask(prompt, hidden));
    }

    @Override
    public List<String> words() {
      return List.of("ask", prompt, Boolean.toString(hidden));
    }
  }

  /** {@link Operator#line}. */
  record Line(String prompt) implements Asked {
    @Override
    public Reply put(Operator operator) {
      return Reply.of(operator.line(prompt));
    }

    @Override
    public List<String> words() {
      return List.of("line", prompt);
    }
  }

  /** {@link Operator#await}. */
  record Wait(String prompt, boolean hidden, Optional<Duration> time, String ends)
      implements Asked {
    @Override
    public Reply put(Operator operator) throws InterruptedException {
      return switch (operator.await(prompt, hidden, time, ends)) {
        case Answer.Typed typed -> new Reply(Optional.of(typed.text()), false);
        case Answer.Nothing nothing -> new Reply(Optional.empty(), false);
        case Answer.Interrupted interrupted -> new Reply(Optional.empty(), true);
      };
    }

    @Override
    public List<String> words() {
      return List.of(
          "await",
          prompt,
          Boolean.toString(hidden),
          time.map(t -> Long.toString(t.toMillis())).orElse(""),
          ends);
    }
  }

  /**
   * What was said.
   *
   * @param text empty when nobody said anything
   */
  record Reply(Optional<String> text, boolean interrupted) {
    static Reply of(Optional<String> text) {
      return new Reply(text, false);
    }

    byte[] bytes() {
      return Words.write(
          text.map(t -> List.of(Boolean.toString(interrupted), t))
              .orElseGet(() -> List.of(Boolean.toString(interrupted))));
    }

    static Reply of(byte[] body) throws IOException {
      List<String> words = Words.read(body);
      return new Reply(words.stream().skip(1).findFirst(), Boolean.parseBoolean(words.getFirst()));
    }
  }

  /**
   * From a message.
   *
   * @throws IOException when it is none of ours
   */
  static Asked of(byte[] body) throws IOException {
    List<String> words = Words.read(body);
    return switch (words.getFirst()) {
      case "ask" -> new Question(words.get(1), Boolean.parseBoolean(words.get(2)));
      case "line" -> new Line(words.get(1));
      case "await" ->
          new Wait(
              words.get(1),
              Boolean.parseBoolean(words.get(2)),
              words.get(3).isEmpty()
                  ? Optional.empty()
                  : Optional.of(Duration.ofMillis(Long.parseLong(words.get(3)))),
              words.get(4));
      default -> throw new IOException("not a question of play's");
    };
  }
}
