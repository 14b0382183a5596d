package dev.play.cli.terminal;

import dev.play.run.port.Operator;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
