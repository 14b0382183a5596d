package dev.play.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.vault.VaultPasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftOutTest {
  @TempDir Path directory = Path.of(".");

  @Test
  void leavesOutEntriesThatBeginOnLinesNamed() throws IOException {
    Path file =
        Files.writeString(directory.resolve("tasks.yml"), "- a: 1\n- b: 2\n- c: 3\n- d: 4\n");
    YamlFile read = new YamlFiles(new VaultPasswords(List.of()), directory).load(file);
    LeftOut some = LeftOut.from(Map.of("PLAY_LEAVE_OUT", "tasks.yml:2-3 other.yml:1 whole.yml"));
    assertThat(((Node.Sequence) some.without(file, read).root().orElseThrow()).items()).hasSize(2);
    assertThat(LeftOut.from(Map.of()).without(file, read)).isSameAs(read);
  }
}
