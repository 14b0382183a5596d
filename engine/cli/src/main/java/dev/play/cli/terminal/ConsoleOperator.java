package dev.play.cli.terminal;

import dev.play.run.port.Answer;
import dev.play.run.port.Operator;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The person at the terminal. */
public final class ConsoleOperator implements Operator {
  private final Terminal terminal;
  private final BufferedReader input;

  public ConsoleOperator(Terminal terminal) {
    this.terminal = terminal;
    this.input = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
  }

  @Override
  public boolean isThere() {
    return terminal.isInteractive();
  }

  @Override
  public Optional<String> ask(String prompt, boolean hidden) {
    Console console = terminal.console();
    if (console == null || !isThere()) {
      return Optional.empty();
    }
    if (hidden) {
      char[] answer = console.readPassword("%s", prompt);
      return answer == null ? Optional.empty() : Optional.of(new String(answer));
    }
    return Optional.ofNullable(console.readLine("%s", prompt));
  }

  @Override
  public Answer await(String prompt, boolean hidden, Optional<Duration> time, String ends)
      throws InterruptedException {
    Optional<Keys> there = isThere() ? Keys.open() : Optional.empty();
    if (there.isEmpty()) {
      return Operator.super.await(prompt, hidden, time, ends);
    }
    try (Keys keys = there.get()) {
      terminal.out().print(prompt);
      terminal.out().flush();
      return typed(keys, new TypedLine(terminal.out(), hidden, time.isPresent(), ends), time);
    } catch (IOException e) {
      throw new UncheckedIOException("the terminal is gone", e);
    }
  }

  private Answer typed(Keys keys, TypedLine line, Optional<Duration> time)
      throws IOException, InterruptedException {
    Optional<Instant> end = time.map(terminal.clock().instant()::plus);
    while (end.isEmpty() || terminal.clock().instant().isBefore(end.get())) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      int key = keys.read();
      Optional<Answer> answer = key < 0 ? Optional.empty() : line.take(key);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return new Answer.Nothing();
  }

  @Override
  public synchronized Optional<String> line(String prompt) {
    terminal.out().print(prompt);
    terminal.out().flush();
    try {
      return Optional.ofNullable(input.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void tell(String text) {
    if (!text.isEmpty()) {
      terminal.out().println(text);
      terminal.out().flush();
    }
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
