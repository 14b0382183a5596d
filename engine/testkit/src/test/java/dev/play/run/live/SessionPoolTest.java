package dev.play.run.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Target;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.task.HostSession;
import dev.play.task.ShellAccess;
import dev.play.testkit.LocalShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions over a real shell. It lies here for the shell's sake, which core does not have. */
class SessionPoolTest {
  private static final Target HOST =
      new Target(
          new HostName("h"),
          "local",
          "h",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Target.HostKeys.STRICT,
          List.of(),
          Duration.ofSeconds(10),
          Optional.empty(),
          Map.of());

  @TempDir Path root = Path.of(".");
  private final AtomicInteger opened = new AtomicInteger();

  private SessionPool pool(boolean check) {
    return new SessionPool(
        target ->
            new ShellAccess(
                () -> {
                  opened.incrementAndGet();
                  return LocalShell.in(root);
                },
                new SecureRandom(),
                InstantSource.system()),
        check);
  }

  private boolean seesTheFile(HostSession session) {
    Probe.FileAt probe = new Probe.FileAt(HostPath.of(root.resolve("f").toString()), false);
    return switch (session.reality(Optional.empty()).read(probe)) {
      case Observed.Known<dev.play.host.FileInfo> known -> known.value().exists();
      case Observed.Unknown<dev.play.host.FileInfo> unknown ->
          throw new AssertionError(unknown.because());
    };
  }

  private boolean writeTheFile() {
    try {
      Files.writeString(root.resolve("f"), "x");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What two sessions at the same time see. */
  private List<Boolean> both(SessionPool pool) {
    return pool.with(
        HOST,
        one -> List.of(seesTheFile(one), pool.with(HOST, two -> seesTheFile(two), seen -> false)),
        seen -> false);
  }

  @Test
  void takesTheSameSessionAgain() {
    try (SessionPool pool = pool(false)) {
      HostSession first = pool.with(HOST, s -> s, s -> false);
      boolean again = pool.with(HOST, s -> s == first, s -> false);
      assertThat(again).isTrue();
      assertThat(opened).hasValue(0);
      pool.with(HOST, this::seesTheFile, s -> false);
      pool.with(HOST, this::seesTheFile, s -> false);
      assertThat(opened).hasValue(1);
      assertThat(pool.costs()).containsOnlyKeys(HOST.name());
    }
  }

  @Test
  void lastsForTwoAtATimeAndForgetsWhatTheOtherChanged() {
    try (SessionPool pool = pool(false)) {
      assertThat(both(pool)).containsExactly(false, false);
      assertThat(opened).hasValue(2);
      pool.with(HOST, one -> writeTheFile(), changed -> changed);
      // The first knows by its effects what it has touched, of which there were none here.
      assertThat(both(pool)).containsExactly(false, true);
      assertThat(opened).hasValue(2);
    }
  }

  @Test
  void keepsAllPredictionsOfACheckInOneSession() {
    Set<HostSession> seen = ConcurrentHashMap.newKeySet();
    try (SessionPool pool = pool(true);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        threads.submit(() -> pool.with(HOST, s -> seen.add(s) || seesTheFile(s), s -> false));
      }
      threads.close();
      assertThat(opened).hasValue(1);
    }
    assertThat(seen).hasSize(1);
  }

  @Test
  void lendsTheSessionOutAgainWhenWorkBreaks() {
    try (SessionPool pool = pool(true)) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () ->
                      pool.with(
                          HOST,
                          s -> {
                            throw new IllegalStateException("broken");
                          },
                          s -> false)))
          .hasMessage("broken");
      boolean sees = pool.with(HOST, this::seesTheFile, s -> false);
      assertThat(sees).isFalse();
    }
  }
}
