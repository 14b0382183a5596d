package dev.play.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.event.Event;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.source.Span;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveOutputTest {
  @ParameterizedTest
  @CsvSource({"true, 4, true", "true, 3, false", "false, 4, false"})
  void isShownToAPersonWhoWaitsAndWantsToKnowAll(boolean terminal, int verbosity, boolean shown) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), terminal, 60);
    TaskTitle task = new TaskTitle(1, "t", Optional.empty(), "shell", false, Span.none("site.yml"));

    new ConsoleReporter(screen, Palette.PLAIN, verbosity, Clock.systemUTC())
        .accept(new Event.LiveOutput(task, new HostName("web"), "half done", false));

    assertThat(out.toString(StandardCharsets.UTF_8).contains("web | half done")).isEqualTo(shown);
  }
}
