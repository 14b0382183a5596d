package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.host.HostException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Starts framed shells on one host, as the login's user or another. */
final class ShellOpening {
  private static final Duration STATUS_WAIT = Duration.ofMillis(500);

  private final ShellLauncher launcher;
  private final String shell;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param shell the POSIX shell on the host, an absolute path
   */
  ShellOpening(ShellLauncher launcher, String shell) {
    if (!shell.matches("[A-Za-z0-9_./+-]+")) {
      throw new HostException("the shell '" + shell + "' is not a plain path");
    }
    this.launcher = launcher;
    this.shell = shell;
  }

  /** How many round trips {@link #open} takes. */
  int roundTrips(Optional<Become> become) {
    int announcement =
        become.map(to -> Entry.of(to, shell, "").announced().isEmpty() ? 0 : 1).orElse(0);
    return launcher.startRoundTrips()
        + announcement
        + (become.flatMap(Become::password).isPresent() ? 1 : 0);
  }

  /** Starts a shell, which may be given its first request; {@link #confirm} has to follow. */
  FramedShell open(Optional<Become> become) {
    ShellProcess process = launcher.start(ShellText.start(shell, ""));
    FramedShell framed = new FramedShell(process, word(), launcher);
    boolean opened = false;
    try {
      if (become.isPresent()) {
        become(framed, Entry.of(become.get(), shell, word()));
      }
      framed.greet();
      opened = true;
      return framed;
    } catch (InterruptedException e) {
      throw FramedShell.interrupted(e);
    } finally {
      if (!opened) {
        framed.close();
      }
    }
  }

  /** Waits until the shell has said that it is there; closes it where it does not. */
  void confirm(FramedShell framed, Optional<Become> become) throws InterruptedException {
    Tail said = framed.said();
    boolean there = false;
    try {
      framed.awaitGreeting(launcher.patience());
      there = true;
    } catch (ShellEnded e) {
      framed.hearOut();
      throw lost(e).orElseGet(() -> refusal(framed, become));
    } catch (TimeoutException e) {
      throw become
          .map(to -> Refusal.silent(to, said.text()))
          .orElseGet(
              () ->
                  Refusal.login(
                      said.text(), OptionalInt.empty(), "did not answer within " + seconds()));
    } finally {
      if (!there) {
        framed.close();
      }
    }
  }

  private HostException refusal(FramedShell framed, Optional<Become> become) {
    String said = framed.said().text();
    return become
        .map(to -> Refusal.become(to, said, status(framed)))
        .orElseGet(() -> Refusal.login(said, status(framed), "ended at once"));
  }

  private void become(FramedShell framed, Entry entry) throws InterruptedException {
    Tail said = framed.said();
    try {
      if (!entry.announced().isEmpty()) {
        answerQuestions(framed, entry, said);
      } else {
        framed.send(entry.line());
      }
    } catch (ShellEnded e) {
      // Its output may be known to have ended before its complaint has been read.
      framed.hearOut();
      throw lost(e).orElseGet(() -> refusal(framed, Optional.of(entry.become())));
    } catch (IOException e) {
      framed.hearOut();
      throw lost(new ShellEnded(e)).orElseGet(() -> refusal(framed, Optional.of(entry.become())));
    } catch (TimeoutException e) {
      throw Refusal.silent(entry.become(), said.text());
    }
  }

  /** Waits for the new shell's first word, and answers one question on the way there. */
  private void answerQuestions(FramedShell framed, Entry entry, Tail said)
      throws IOException, ShellEnded, TimeoutException, InterruptedException {
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    CompletableFuture<Boolean> again = new CompletableFuture<>();
    CompletableFuture<String> ready = framed.out().expect(entry.announced(), Sink.NOWHERE);
    // Nothing on stderr ends this frame; the greeting's takes its place.
    CompletableFuture<String> stderr =
        framed.err().expect(entry.announced() + "-never", new Questions(entry, said, asked, again));
    framed.send(entry.line());
    CompletableFuture<Object> first = CompletableFuture.anyOf(ready, asked, stderr);
    FramedShell.await(first, launcher.patience());
    if (!ready.isDone()) {
      if (entry.password().isEmpty()) {
        throw Refusal.passwordWanted(entry.become());
      }
      framed.send(entry.password().get().reveal() + "\n");
      FramedShell.await(CompletableFuture.anyOf(ready, again, stderr), launcher.patience());
      if (!ready.isDone()) {
        throw Refusal.wrongPassword(entry.become());
      }
    }
    framed.err().forget();
  }

  /** The first question is answered; a second one means that the answer was wrong. */
  private record Questions(
      Entry entry, Tail said, CompletableFuture<Boolean> asked, CompletableFuture<Boolean> again)
      implements Sink {
    @Override
    public void accept(byte[] bytes, int length) {
      said.accept(bytes, length);
      if (entry.asks().test(said.text())) {
        said.clear();
        if (!asked.complete(true)) {
          again.complete(true);
        }
      }
    }
  }

  private Optional<HostException> lost(ShellEnded e) {
    return launcher
        .gone()
        .map(why -> HostException.unreachable("the connection was lost: " + why, e));
  }

  private OptionalInt status(FramedShell framed) {
    return framed.process().exitStatus(STATUS_WAIT);
  }

  private String seconds() {
    return launcher.patience().toSeconds() + " s";
  }

  private String word() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
