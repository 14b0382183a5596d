package dev.play.transport.local;

import dev.play.transport.shell.ShellProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DaemonExecutor;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;

/** A process started by commons-exec whose streams are read by others. */
final class LocalProcess implements ShellProcess, ExecuteStreamHandler, ExecuteResultHandler {
  private final CompletableFuture<LocalProcess> started = new CompletableFuture<>();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private OutputStream stdin = OutputStream.nullOutputStream();
  private InputStream stdout = InputStream.nullInputStream();
  private InputStream stderr = InputStream.nullInputStream();

  private volatile boolean exited;

  private LocalProcess() {}

  static LocalProcess start(CommandLine line, Map<String, String> environment, Path directory)
      throws IOException {
    LocalProcess process = new LocalProcess();
    DefaultExecutor executor = DaemonExecutor.builder().setWorkingDirectory(directory).get();
    executor.setExitValues(null);
    executor.setStreamHandler(process);
    executor.execute(line, environment, process);
    try {
      return process.started.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? "" : e.getCause().getMessage(), e);
    }
  }

  @Override
  public void setProcessInputStream(OutputStream stream) {
    stdin = stream;
  }

  @Override
  public void setProcessErrorStream(InputStream stream) {
    stderr = stream;
  }

  @Override
  public void setProcessOutputStream(InputStream stream) {
    stdout = stream;
  }

  @Override
  public void start() {
    started.complete(this);
  }

  /** commons-exec closes the streams after this; what is in them must have been read by then. */
  @Override
  public void stop() throws IOException {
    exited = true;
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onProcessComplete(int exitValue) {
    status.complete(exitValue);
  }

  @Override
  public void onProcessFailed(ExecuteException e) {
    started.completeExceptionally(e);
    status.complete(e.getExitValue());
  }

  @Override
  public OutputStream stdin() {
    return stdin;
  }

  @Override
  public InputStream stdout() {
    return stdout;
  }

  @Override
  public InputStream stderr() {
    return stderr;
  }

  @Override
  public boolean hasExited() {
    return exited;
  }

  /** Known only once the streams are let go of, so this lets go of them. */
  @Override
  public OptionalInt exitStatus(Duration limit) {
    released.countDown();
    try {
      return OptionalInt.of(status.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    } catch (ExecutionException | TimeoutException e) {
      return OptionalInt.empty();
    }
  }

  /** The loop ends at the end of its input; a script that still runs in it is left to itself. */
  @Override
  public void close() {
    released.countDown();
    // Closing waits for a write that waits for the process, so not on the caller's thread.
    Thread.ofVirtual().start(this::closeInput);
  }

  private void closeInput() {
    try {
      stdin.close();
    } catch (IOException e) {
      // The process has gone: nothing is left to be closed.
      status.complete(-1);
    }
  }
}
