package dev.play.cli.terminal;

import dev.play.run.port.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A line as it is typed, key by key, shown unless it is hidden. */
final class TypedLine {
  private static final int CONTROL_C = 3;
  private static final int BACKSPACE = 8;
  private static final int DELETE = 127;

  private final PrintStream out;
  private final boolean hidden;
  private final boolean endless;
  private final String ends;
  private final ByteArrayOutputStream typed = new ByteArrayOutputStream();

  /**
   * @param hidden nothing is shown
   * @param endless Enter does not end it
   * @param ends keys one of which ends it; empty for Enter
   */
  TypedLine(PrintStream out, boolean hidden, boolean endless, String ends) {
    this.out = out;
    this.hidden = hidden;
    this.endless = endless;
    this.ends = ends;
  }

  /** Takes a key; what comes of it, once it ends the line. */
  Optional<Answer> take(int key) {
    if (key == CONTROL_C) {
      return Optional.of(new Answer.Interrupted());
    }
    if (!ends.isEmpty()) {
      return ends.indexOf(key) < 0
          ? Optional.empty()
          : Optional.of(new Answer.Typed(String.valueOf((char) key)));
    }
    if (key == '\r' || key == '\n') {
      if (endless) {
        return Optional.empty();
      }
      out.println();
      return Optional.of(new Answer.Typed(typed.toString(StandardCharsets.UTF_8)));
    }
    if (key == BACKSPACE || key == DELETE) {
      back();
    } else {
      typed.write(key);
      if (!hidden) {
        out.write(key);
        out.flush();
      }
    }
    return Optional.empty();
  }

  /** One character back, however many bytes it has. */
  private void back() {
    String text = typed.toString(StandardCharsets.UTF_8);
    if (text.isEmpty()) {
      return;
    }
    typed.reset();
    typed.writeBytes(
        text.substring(0, text.offsetByCodePoints(text.length(), -1))
            .getBytes(StandardCharsets.UTF_8));
    if (!hidden) {
      out.print("\b \b");
      out.flush();
    }
  }
}
