package dev.play.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.Recap;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.source.Span;
import dev.play.task.watch.AccessWatch.Phase;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private static final HostName WEB = new HostName("web");
  private static final HostName DB = new HostName("db");

  private Instant now = Instant.EPOCH;
  private final Profile profile = new Profile(() -> now);

  private void passes(int millis) {
    now = now.plusMillis(millis);
  }

  private void task(int number, String name, HostName host, Runnable work) {
    TaskTitle title =
        new TaskTitle(number, name, Optional.of("role"), "copy", false, Span.none("site.yml"));
    profile.accept(new Event.HostTaskStarted(title, host, now));
    Instant from = now;
    work.run();
    profile.accept(
        new Event.HostTaskFinished(
            title,
            host,
            Optional.empty(),
            Ended.of(Status.OK, Value.EMPTY_DICT),
            false,
            Duration.between(from, now)));
  }

  private boolean waiting(HostName host, Phase phase, int millis) {
    return profile.during(
        host,
        phase,
        () -> {
          passes(millis);
          return true;
        });
  }

  private void run() {
    task(
        1,
        "first",
        WEB,
        () -> {
          passes(100);
          assertThat(profile.during(WEB, Phase.ASK, () -> waiting(WEB, Phase.CONNECT, 300)))
              .isTrue();
          waiting(WEB, Phase.ASK, 200);
          waiting(WEB, Phase.ACT, 400);
        });
    task(2, "second", DB, () -> passes(2000));
    profile.accept(
        new Event.RunEnded(
            new Recap(new java.util.TreeMap<>(), Map.of(), Set.of(), Set.of()),
            Map.of(),
            Map.of(),
            Duration.ofMillis(3000)));
  }

  @Test
  void tellsPhasesTasksAndHostsByTheirTime() {
    run();

    assertThat(new ProfileText(profile).text().lines().skip(1))
        .containsExactly(
            "seconds of all hosts together; the run took 3.000",
            "     0.300  10 %  connect",
            "     0.200   7 %  wait for answers",
            "     0.400  13 %  wait for effects",
            "     2.100  70 %  plan, and wait for other hosts",
            "",
            "slowest tasks, of all their hosts together",
            "     2.000  67 %  role : second  (most on db)",
            "     1.000  33 %  role : first  (most on web)",
            "",
            "slowest hosts",
            "     2.000  67 %  db",
            "     1.000  33 %  web");
  }

  @Test
  void writesATraceWithARowForEachHost(@TempDir Path directory) throws IOException {
    run();
    Path file = directory.resolve("trace.json");
    TraceFile.write(profile, file);
    JsonNode trace = new ObjectMapper().readTree(file.toFile());

    assertThat(trace.findValuesAsText("ph"))
        .containsExactly("M", "M", "X", "X", "X", "X", "X", "X");
    assertThat(trace.get(2).toString())
        .isEqualTo(
            "{\"name\":\"connect\",\"cat\":\"host\",\"ph\":\"X\",\"ts\":100000,\"dur\":300000,"
                + "\"pid\":1,\"tid\":1}");
  }

  @Test
  void notesWhatEndsByAnErrorToo() {
    try {
      profile.during(
          WEB,
          Phase.ACT,
          () -> {
            passes(50);
            throw new IllegalStateException("lost");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("lost");
    }
    assertThat(profile.slices()).hasSize(1);
    assertThat(profile.slices().getFirst().took()).isEqualTo(Duration.ofMillis(50));
  }
}
