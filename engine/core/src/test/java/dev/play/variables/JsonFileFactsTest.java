package dev.play.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.HostName;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileFactsTest {
  private static final HostName HOST = new HostName("web");
  @TempDir Path directory = Path.of(".");

  private FactCache cache(Duration lasts) {
    return new JsonFileFacts(directory, "p_", lasts, Clock.systemUTC());
  }

  @Test
  void keepsFactsForTheNextRunButNoSecrets() {
    HostVariables first = new HostVariables(HOST, cache(Duration.ZERO));
    first.addFacts(Value.dictOf("distribution", "Debian", "module_setup", true));
    first.setCacheable("mine", Value.of(1));
    first.setCacheable("hidden", new Value.Secret(Value.text("s")));

    HostVariables second = new HostVariables(HOST, cache(Duration.ZERO));
    assertThat(directory.resolve("p_web")).isRegularFile().content().doesNotContain("hidden");
    assertThat(second.hasGatheredFacts()).isTrue();
    assertThat(second.injectedFacts())
        .containsAllEntriesOf(
            Map.of("ansible_distribution", Value.text("Debian"), "mine", Value.of(1)));
  }

  @Test
  void forgetsWhatIsOldAndWhatItIsToldToForget() throws IOException {
    new HostVariables(HOST, cache(Duration.ZERO)).addFacts(Value.dictOf("a", 1));
    Files.setLastModifiedTime(
        directory.resolve("p_web"), FileTime.from(Instant.now().minusSeconds(100)));
    assertThat(cache(Duration.ofSeconds(50)).read(HOST)).isEmpty();
    assertThat(cache(Duration.ofSeconds(500)).read(HOST)).isPresent();
    new HostVariables(HOST, cache(Duration.ZERO)).clearFacts();
    assertThat(directory.resolve("p_web")).doesNotExist();
  }

  @Test
  void tellsTheNamesOfWhatIsKept() {
    new HostVariables(HOST, cache(Duration.ZERO)).setCacheable("mine", Value.of(1));
    assertThat(cache(Duration.ZERO).names(List.of(new HostName("db"), HOST)))
        .containsExactly("mine");
  }
}
