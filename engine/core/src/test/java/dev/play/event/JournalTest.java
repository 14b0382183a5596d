package dev.play.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.source.Span;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final TaskTitle TASK =
      new TaskTitle(1, "put", Optional.of("web"), "copy", false, Span.none("site.yml"));

  @TempDir Path runs = Path.of(".");

  private List<String> lines() throws IOException {
    return Files.readAllLines(runs.resolve("r1/events.jsonl"));
  }

  @Test
  void hasEveryEventOnTheDiskWhenItIsTold() throws IOException {
    try (Journal journal = Journal.open(runs, "r1")) {
      journal.accept(new Event.RunStarted("r1", Instant.EPOCH, List.of("site.yml"), 1, false));
      assertThat(lines()).singleElement().asString().contains("\"r1\"", "site.yml");
      journal.accept(
          new Event.HostTaskFinished(
              TASK,
              new HostName("a"),
              Optional.empty(),
              Ended.of(Status.CHANGED, Value.dictOf("dest", "/etc/x\n\"")),
              false,
              Duration.ofMillis(5)));
      assertThat(lines()).hasSize(2);
      assertThat(lines().getLast()).contains("\"a\"", "web", "/etc/x\\n\\\"");
      journal.accept(new Event.LiveOutput(TASK, new HostName("a"), "noise", false));
      assertThat(lines()).hasSize(2);
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    Journal.open(runs, "r1").close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(runs.resolve("r1"))))
        .isEqualTo("rwx------");
  }

  @Test
  void endsTheRunWhereItCannotBeWritten() throws IOException {
    Files.writeString(runs.resolve("r1"), "a file");
    assertThatThrownBy(() -> Journal.open(runs, "r1"))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("the journal cannot be written");
  }

  @Test
  void hearsNothingBehindTheRunsEnd() throws IOException {
    try (Journal journal = Journal.open(runs, "r1")) {
      EventStream stream = new EventStream(new Redactor(), List.of(journal));
      Recap recap = new Recap(new TreeMap<>(), Map.of(), Set.of(), Set.of());
      stream.accept(new Event.RunEnded(recap, Map.of(), Map.of(), Duration.ZERO));
      stream.accept(new Event.PlayEnded("late"));
      assertThat(lines()).hasSize(1);
    }
  }
}
