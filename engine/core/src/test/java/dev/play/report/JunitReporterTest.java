package dev.play.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.Recap;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.source.Span;
import dev.play.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitReporterTest {
  @TempDir Path directory = Path.of(".");

  private static Event finished(String task, Ended ended) {
    return new Event.HostTaskFinished(
        new TaskTitle(1, task, Optional.empty(), "copy", false, Span.none("site.yml")),
        new HostName("a"),
        Optional.empty(),
        ended,
        false,
        Duration.ofMillis(1500));
  }

  @Test
  void writesASuiteForEachPlayAndACaseForEachHostsTask() {
    Path file = directory.resolve("out.xml");
    JunitReporter reporter = new JunitReporter(file);
    Value.Dict broken = Value.dictOf("msg", "it <broke>\u0007");
    List.of(
            new Event.PlayStarted("A & B", List.of(new HostName("a")), 1, 1, Span.none("site.yml")),
            finished("good", Ended.of(Status.CHANGED, Value.EMPTY_DICT)),
            finished("bad", Ended.of(Status.FAILED, broken)),
            finished(
                "forgiven", new Ended(Status.FAILED, true, false, broken, "", Optional.empty())),
            finished(
                "later",
                new Ended(
                    Status.UNKNOWN,
                    false,
                    false,
                    Value.EMPTY_DICT,
                    "",
                    Optional.of("until it has run"))),
            new Event.RunEnded(
                new Recap(new TreeMap<>(), Map.of(), Set.of(), Set.of()),
                Map.of(),
                Map.of(),
                Duration.ZERO))
        .forEach(reporter::accept);
    assertThat(file)
        .hasContent(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites>"
                + "<testsuite name=\"A &amp; B\" tests=\"4\" failures=\"1\">"
                + testcase("good", "")
                + testcase("bad", "<failure message=\"it &lt;broke&gt;?\"></failure>")
                + testcase("forgiven", "")
                + testcase("later", "<skipped message=\"until it has run\"></skipped>")
                + "</testsuite></testsuites>");
  }

  private static String testcase(String name, String inside) {
    return "<testcase classname=\"a\" name=\""
        + name
        + "\" file=\"site.yml\" time=\"1.500\">"
        + inside
        + "</testcase>";
  }
}
