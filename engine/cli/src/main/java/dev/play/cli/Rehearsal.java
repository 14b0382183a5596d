package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs several command lines, with {@code ;} between them, in one JVM: for the JDK to see what runs
 * load while {@code ./play} makes the start cache.
 */
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] arguments) {
    Terminal terminal = Terminal.here();
    List<String> line = new ArrayList<>();
    for (String word : arguments) {
      if (word.equals(";")) {
        Main.execute(terminal, line.toArray(String[]::new));
        line.clear();
      } else {
        line.add(word);
      }
    }
    Main.execute(terminal, line.toArray(String[]::new));
    terminal.out().flush();
    terminal.err().flush();
  }
}
