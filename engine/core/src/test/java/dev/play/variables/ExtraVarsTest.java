package dev.play.variables;

import static dev.play.inventory.source.InventoryText.messages;
import static dev.play.inventory.source.InventoryText.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.VarLayer;
import dev.play.inventory.source.InventoryText;
import dev.play.source.Diagnostics;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtraVarsTest {
  @TempDir Path root = Path.of(".");

  private Map<String, String> read(Diagnostics problems, String... arguments) {
    VarLayer layer =
        ExtraVars.read(
            List.of(arguments), new YamlFiles(VaultSecrets.none(), root), root, problems);
    Map<String, String> shown = new TreeMap<>();
    layer.values().forEach((name, value) -> shown.put(name, show(value)));
    return shown;
  }

  @Test
  void readsWordsAsTextAndDictionariesAsYaml() {
    InventoryText.write(root.resolve("more.yml"), "d: [1]\na: file\n");
    Diagnostics problems = new Diagnostics();
    assertThat(
            read(
                problems,
                "a=1 b='two words' c={{ a }} url=http://x/#y",
                "{\"n\": 5, y: yes}",
                "@more.yml"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "a",
                "'file'",
                "b",
                "'two words'",
                "c",
                "template {{ a }}",
                "d",
                "[1]",
                "n",
                "5",
                "url",
                "'http://x/#y'",
                "y",
                "True"));
  }

  @Test
  void reportsWhatItCannotRead() {
    Diagnostics problems = new Diagnostics();
    read(problems, "oops", "a='open", "[1]", "@gone.yml");
    assertThat(messages(problems.all()))
        .containsExactly(
            "-e oops: 'oops' is left out: -e takes NAME=VALUE, @FILE, or a dictionary in YAML or"
                + " JSON",
            "-e a='open: a quote is not closed",
            "-e [1]:1:1: extra variables are a dictionary, not a list",
            "gone.yml: gone.yml: there is no such file");
  }
}
