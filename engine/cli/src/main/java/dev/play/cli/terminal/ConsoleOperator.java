package dev.play.cli.terminal;

import dev.play.run.port.Operator;
import java.io.Console;
import java.time.Duration;
import java.util.Optional;

/** The person at the terminal. */
public final class ConsoleOperator implements Operator {
  private final Terminal terminal;

  public ConsoleOperator(Terminal terminal) {
    this.terminal = terminal;
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
  public void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }
}
