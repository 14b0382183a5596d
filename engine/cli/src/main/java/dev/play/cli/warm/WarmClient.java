package dev.play.cli.warm;

import dev.play.cli.Main;
import dev.play.cli.terminal.ProcessEnvironment;
import dev.play.cli.terminal.Terminal;
import dev.play.report.ExitStatus;
import dev.play.run.port.Operator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The command line's side: hands the work to the warm process of this directory, and does it itself
 * where there is none or it cannot.
 */
public final class WarmClient {
  /** Relative, since such an address may be no longer than some hundred bytes. */
  static final Path SOCKET = Path.of(".play", "warm", "socket");

  /** A system property: whether standard input and output are a terminal's. */
  private static final String INTERACTIVE = "play.interactive";

  private static final int NOT_DONE = -1;
  private static final long PATIENCE_SECONDS = 30;

  private final Wire wire;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean isEnding;
  private volatile @Nullable Operator operator;

  private WarmClient(Wire wire) {
    this.wire = wire;
  }

  /** Runs the command and ends the process with its status. */
  public static void main(String[] words) throws IOException {
    if (List.of(words).equals(List.of("warm", "--stop"))) {
      System.exit(stop());
    }
    int status = elsewhere(List.of(words));
    if (status == NOT_DONE) {
      Main.main(words);
    } else {
      // All is said, and nothing waits for the end. An exit would look through all jars for a
      // logger.
      Runtime.getRuntime().halt(status);
    }
  }

  /** What the processes run. */
  static Path jar() {
    try {
      return Path.of(WarmClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path of files", e);
    }
  }

  private static int stop() {
    try (Wire wire = Wire.to(SOCKET)) {
      wire.send(Wire.Kind.STOP);
      Optional<Wire.Message> said = wire.receive();
      if (said.isPresent() && said.get().kind() == Wire.Kind.NOT_HERE) {
        System.err.println("play: the warm process is at work; it ends by itself some time later");
        return ExitStatus.FAILED.code();
      }
    } catch (IOException e) {
      System.err.println("play: no warm process is here");
    }
    return ExitStatus.OK.code();
  }

  private static int elsewhere(List<String> words) throws IOException {
    Wire wire;
    try {
      // Without the terminal's own classes, which take as long to load as all the rest of this.
      Map<String, String> environment = ProcessEnvironment.read();
      Request request =
          new Request(
              Likeness.here(jar(), environment),
              Boolean.getBoolean(INTERACTIVE),
              words,
              environment);
      if (request.namesOpenFiles()) {
        return NOT_DONE;
      }
      wire = Wire.to(SOCKET);
      wire.send(Wire.Kind.BEGIN, request.bytes());
      Optional<Wire.Message> said = wire.receive();
      if (said.isEmpty() || said.get().kind() != Wire.Kind.TAKEN) {
        wire.close();
        return NOT_DONE;
      }
    } catch (IOException e) {
      // Nobody is there, or not any more: nothing has been done yet.
      return NOT_DONE;
    }
    try (wire) {
      return new WarmClient(wire).follow();
    }
  }

  /** Shows what the run says, until it ends. */
  private int follow() throws IOException {
    Thread interrupted = new Thread(this::interrupt, "interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      while (true) {
        Optional<Wire.Message> message = next();
        if (message.isEmpty()) {
          return lost();
        }
        byte[] body = message.get().body();
        switch (message.get().kind()) {
          case OUT -> show(out, body);
          case ERR -> show(err, body);
          case QUESTION -> {
            Asked asked = Asked.of(body);
            Thread.ofPlatform().daemon().name("question").start(() -> put(asked));
          }
          case EXIT -> {
            return Byte.toUnsignedInt(body[0]);
          }
          case BEGIN, STOP, INTERRUPT, ANSWER, TAKEN, NOT_HERE ->
              throw new IOException("not what a run says: " + message.get().kind());
        }
      }
    } finally {
      told.countDown();
    }
  }

  /** A process that was killed ends the conversation too, though it may not have said so. */
  private Optional<Wire.Message> next() {
    try {
      return wire.receive();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void show(OutputStream to, byte[] text) {
    try {
      to.write(text);
    } catch (IOException e) {
      // Whoever read it has gone (play run ... | head); the run goes on, as it would without us.
      return;
    }
  }

  private int lost() {
    if (isEnding) {
      return ExitStatus.INTERRUPTED.code();
    }
    show(
        err,
        ("play: the warm process has ended in the middle of the run; what it said last is in"
                + " .play/warm/log, and how far the run came in the newest of .play/runs\n")
            .getBytes(StandardCharsets.UTF_8));
    return ExitStatus.BUG.code();
  }

  private void put(Asked asked) {
    try {
      if (operator == null) {
        operator = Terminal.here().operator();
      }
      wire.send(Wire.Kind.ANSWER, asked.put(operator).bytes());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The process is gone: whoever reads from it says so.
      return;
    }
  }

  /** A signal ends this process: the run ends in its way first, and its last words are shown. */
  private void interrupt() {
    if (told.getCount() == 0) {
      return;
    }
    isEnding = true;
    try {
      wire.send(Wire.Kind.INTERRUPT);
      told.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended already.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
