package dev.play.testkit;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A connection to this very machine: a new shell for each request. Cannot become another user. For
 * tests that need a real shell and nothing else.
 */
public final class LocalShell implements Connection {
  private final List<String> shell;
  private final Path directory;
  private Cost cost = Cost.NOTHING;

  /**
   * @param shell for example {@code [/bin/sh]} or {@code [busybox, sh]}
   * @param directory where it stands, as a login would in its home; also {@code $HOME}
   */
  public LocalShell(List<String> shell, Path directory) {
    this.shell = List.copyOf(shell);
    this.directory = directory;
  }

  /** With /bin/sh. */
  public static LocalShell in(Path directory) {
    return new LocalShell(List.of("/bin/sh"), directory);
  }

  @Override
  public CommandOutput run(ShellRequest request) {
    if (request.become().isPresent()) {
      throw new HostException("a local shell cannot become another user");
    }
    try {
      Path script = Files.createTempFile("play", ".sh");
      try {
        Files.writeString(script, request.script());
        return run(script, request);
      } finally {
        Files.delete(script);
      }
    } catch (IOException e) {
      throw HostException.unreachable("cannot start " + shell + ": " + e.getMessage(), e);
    }
  }

  private CommandOutput run(Path script, ShellRequest request) throws IOException {
    List<String> command = new ArrayList<>(shell);
    command.add(script.toString());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("HOME", directory.toString());
    Process process = builder.start();
    Drain out = new Drain(process.getInputStream(), request.live()::stdout);
    Drain err = new Drain(process.getErrorStream(), request.live()::stderr);
    try (OutputStream in = process.getOutputStream()) {
      in.write(request.stdin().bytes());
    } catch (IOException e) {
      // The script ended without reading all of it, as it may.
      process.onExit();
    }
    cost = cost.plus(new Cost(1, 0, request.script().length(), 0));
    try {
      boolean ended = true;
      if (request.timeout().isPresent()) {
        ended = process.waitFor(request.timeout().get().toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      }
      int status = process.waitFor();
      return new CommandOutput(ended ? status : 124, out.bytes(), err.bytes());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw HostException.unreachable("interrupted", e);
    }
  }

  /** Reads a stream to its end beside the other one. */
  private static final class Drain {
    private interface Listener {
      void hear(byte[] bytes, int length);
    }

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final Thread thread;

    Drain(InputStream in, Listener listener) {
      thread = Thread.ofVirtual().start(() -> copy(in, listener));
    }

    private void copy(InputStream in, Listener listener) {
      byte[] buffer = new byte[8192];
      try (in) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          all.write(buffer, 0, n);
          listener.hear(buffer, n);
        }
      } catch (IOException e) {
        all.writeBytes(
            ("\n(reading broke off: " + e.getMessage() + ")").getBytes(StandardCharsets.UTF_8));
      }
    }

    Blob bytes() throws InterruptedException {
      thread.join();
      return Blob.of(all.toByteArray());
    }
  }

  @Override
  public void upload(Path file, HostPath destination, Optional<Become> become) {
    try {
      Path target = directory.resolve(destination.text());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new HostException("cannot upload to " + destination + ": " + e);
    }
  }

  @Override
  public void download(HostPath source, Path file, Optional<Become> become) {
    try {
      Files.copy(directory.resolve(source.text()), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new HostException("cannot download " + source + ": " + e);
    }
  }

  @Override
  public void cancel() {
    throw new UnsupportedOperationException("a local shell runs on the thread that asks");
  }

  @Override
  public Cost cost() {
    return cost;
  }

  @Override
  public String user() {
    return System.getProperty("user.name");
  }

  @Override
  public void close() {}
}
