package dev.play.transport.shell;

import dev.play.host.HostException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One long-lived {@code sh} that takes scripts one after the other. Its requests and answers are
 * described in docs/transport.md.
 */
final class FramedShell {
  /** How often a look is taken at whether the shell is still there. */
  private static final Duration GLANCE = Duration.ofMillis(500);

  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final ShellProcess process;
  private final String nonce;
  private final FrameReader out;
  private final FrameReader err;
  private final Tail said = new Tail();
  private final AtomicLong sent = new AtomicLong();
  private CompletableFuture<Greeting> greeting = new CompletableFuture<>();
  private long sequence;
  private long strayBefore;
  private volatile boolean retired;

  /**
   * What a shell says first.
   *
   * @param pid its process id on the host
   * @param user its user's name there
   */
  record Greeting(String pid, String user) {
    private static Greeting of(String words) {
      String[] parts = words.split(":", 2);
      return new Greeting(parts[0], parts.length > 1 ? parts[1] : "");
    }
  }

  FramedShell(ShellProcess process, String nonce, ShellLauncher launcher) {
    this.process = process;
    this.nonce = nonce;
    this.out = new FrameReader(process.stdout(), said);
    this.err = new FrameReader(process.stderr(), said);
    launcher.readers().newThread(out).start();
    launcher.readers().newThread(err).start();
  }

  FrameReader out() {
    return out;
  }

  FrameReader err() {
    return err;
  }

  ShellProcess process() {
    return process;
  }

  /** What it said first; to be asked only once {@link #awaitGreeting} has returned. */
  Greeting greeting() {
    return greeting.join();
  }

  long bytesSent() {
    return sent.get();
  }

  long bytesReceived() {
    return out.received() + err.received();
  }

  /** Whether another script may be given to it. */
  boolean isFresh() {
    return !retired
        && !out.hasEnded()
        && !err.hasEnded()
        && out.stray() + err.stray() == strayBefore;
  }

  /** It takes no more scripts: something may still write to its outputs. */
  void retire() {
    retired = true;
  }

  void send(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] bytes) throws IOException {
    OutputStream stdin = process.stdin();
    stdin.write(bytes);
    stdin.flush();
    sent.addAndGet(bytes.length);
  }

  /** What it printed before it was ready, MOTD and complaints alike. */
  Tail said() {
    return said;
  }

  /** Waits a moment for the last words of a shell that has ended. */
  void hearOut() throws InterruptedException {
    try {
      CompletableFuture.allOf(out.end(), err.end())
          .get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // A background process may keep the streams open for ever.
      retire();
    }
  }

  /**
   * Makes the loop ready for requests, which may follow at once: the answers to both are on their
   * way together.
   */
  void greet() {
    CompletableFuture<String> hello = out.expect(ShellText.mark(nonce, 0), said);
    CompletableFuture<String> quiet = err.expect(ShellText.mark(nonce, 0), said);
    strayBefore = out.stray() + err.stray();
    greeting = hello.thenCombine(quiet, (words, nothing) -> Greeting.of(words));
    try {
      send(ShellText.hello(nonce));
    } catch (IOException e) {
      // The outputs end too, and say more than a broken pipe does.
      retire();
    }
  }

  void awaitGreeting(Duration limit) throws ShellEnded, TimeoutException, InterruptedException {
    await(greeting, limit);
  }

  /** Sends a request. Its answer's status is in the future; at most one may be under way. */
  CompletableFuture<Integer> begin(Exchange exchange) {
    sequence++;
    String mark = ShellText.mark(nonce, sequence);
    CompletableFuture<String> status = out.expect(mark, exchange.stdout());
    CompletableFuture<String> quiet = err.expect(mark, exchange.stderr());
    String script = exchange.script();
    String text = ShellText.request(nonce, sequence, script, exchange.stdin().length());
    if (!ShellText.isInline(script)) {
      text += ShellText.body(nonce, script);
    }
    String request = text;
    if (exchange.stdin().length() > 0) {
      // The script may answer at length before it has read everything.
      Thread.ofVirtual().name("stdin").start(() -> sendWithInput(request, exchange, status, quiet));
    } else {
      sendOrFail(request, status, quiet);
    }
    return status.thenCombine(quiet, (answer, nothing) -> Integer.parseInt(answer));
  }

  private void sendWithInput(
      String request,
      Exchange exchange,
      CompletableFuture<String> status,
      CompletableFuture<String> quiet) {
    try {
      send(request);
      exchange.stdin().content().writeTo(new Counted());
      send(ShellText.end(nonce));
    } catch (IOException e) {
      fail(e, status, quiet);
    }
  }

  private void sendOrFail(
      String text, CompletableFuture<String> status, CompletableFuture<String> quiet) {
    try {
      send(text);
    } catch (IOException e) {
      fail(e, status, quiet);
    }
  }

  private void fail(IOException e, CompletableFuture<String> a, CompletableFuture<String> b) {
    retire();
    ShellEnded ended = new ShellEnded(e);
    a.completeExceptionally(ended);
    b.completeExceptionally(ended);
  }

  void close() {
    retire();
    process.close();
  }

  /** Waits for an answer, and notices where the shell itself was ended under its script. */
  <T> T awaitAlive(CompletableFuture<T> answer, Duration limit)
      throws ShellEnded, TimeoutException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean exited = process.hasExited();
      long left = end - System.nanoTime();
      try {
        return await(answer, Duration.ofNanos(Math.min(left, GLANCE.toNanos())));
      } catch (TimeoutException e) {
        if (exited) {
          throw new ShellEnded(null);
        }
        if (left <= GLANCE.toNanos()) {
          throw e;
        }
      }
    }
  }

  static <T> T await(CompletableFuture<T> answer, Duration limit)
      throws ShellEnded, TimeoutException, InterruptedException {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      @Nullable Throwable cause = e.getCause();
      if (cause instanceof ShellEnded ended) {
        throw ended;
      }
      throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
    }
  }

  /** Waiting was interrupted: the thread stays marked and the host's work fails. */
  static HostException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new HostException("interrupted while waiting for the host", false, e);
  }

  /** The process's input, counted. */
  private final class Counted extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      process.stdin().write(bytes, offset, length);
      sent.addAndGet(length);
    }
  }
}
