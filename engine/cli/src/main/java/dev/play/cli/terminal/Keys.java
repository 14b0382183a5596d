package dev.play.cli.terminal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The terminal's keys one by one, control-C among them, until closed. */
final class Keys implements AutoCloseable {
  private static final String TERMINAL = "/dev/tty";

  private final String before;
  private final InputStream in;
  private final Thread atEnd = new Thread(this::restore, "terminal");

  private Keys(String before, InputStream in) {
    this.before = before;
    this.in = in;
    Runtime.getRuntime().addShutdownHook(atEnd);
  }

  /** Empty where this process has no terminal whose manners can be changed. */
  static Optional<Keys> open() throws InterruptedException {
    if (!Files.isReadable(Path.of(TERMINAL))) {
      return Optional.empty();
    }
    try {
      Optional<String> before = stty("-g");
      if (before.isEmpty()) {
        return Optional.empty();
      }
      // A read gives up after a tenth of a second.
      if (stty("-icanon", "-echo", "-isig", "min", "0", "time", "1").isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Keys(before.get().strip(), new FileInputStream(TERMINAL)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The next byte; negative where none came for a tenth of a second. */
  int read() throws IOException {
    return in.read();
  }

  private void restore() {
    try {
      stty(before);
    } catch (IOException e) {
      // The terminal is gone: nothing to restore.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> stty(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 3];
    command[0] = "stty";
    command[1] = "-F";
    command[2] = TERMINAL;
    System.arraycopy(words, 0, command, 3, words.length);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(atEnd);
    restore();
    in.close();
  }
}
