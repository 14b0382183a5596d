package dev.play.variables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.inventory.source.InventoryText;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected texts are those of ansible-inventory 2.19 for the same file. */
class InventoryReportTest {
  private static final String HOSTS =
      """
      all:
        vars: {d: 1}
        hosts:
          mail: {x: "{{ d }}"}
        children:
          site:
            children:
              web:
                hosts: {w1: {a: [1]}, w2: }
                vars: {p: 80}
              empty:
      """;

  @TempDir Path root = Path.of(".");

  private InventoryReport report() {
    return new InventoryReport(
        new InventoryVariables(
            InventoryText.load(root, "h.yml", HOSTS).inventory(),
            new VariableFiles(new YamlFiles(VaultSecrets.none(), root)),
            Optional.empty()),
        InventoryReport.Shape.ALL);
  }

  @Test
  void listsGroupsAndTheVariablesOfAllHosts() {
    assertThat(report().list())
        .isEqualTo(
            """
            {
                "_meta": {
                    "hostvars": {
                        "mail": {
                            "d": 1,
                            "x": "{{ d }}"
                        },
                        "w1": {
                            "a": [
                                1
                            ],
                            "d": 1,
                            "p": 80
                        },
                        "w2": {
                            "d": 1,
                            "p": 80
                        }
                    }
                },
                "all": {
                    "children": [
                        "ungrouped",
                        "site"
                    ]
                },
                "site": {
                    "children": [
                        "web",
                        "empty"
                    ]
                },
                "ungrouped": {
                    "hosts": [
                        "mail"
                    ]
                },
                "web": {
                    "hosts": [
                        "w1",
                        "w2"
                    ]
                }
            }
            """);
  }

  @Test
  void drawsTheGroupsAsATree() {
    assertThat(report().graph("all", false))
        .isEqualTo(
            """
            @all:
              |--@ungrouped:
              |  |--mail
              |--@site:
              |  |--@web:
              |  |  |--w1
              |  |  |--w2
              |  |--@empty:
            """);
  }

  @Test
  void drawsVariablesIntoTheTreeWhenAsked() {
    assertThat(report().graph("web", true))
        .isEqualTo(
            """
            @web:
              |--w1
              |  |--{a = [1]}
              |  |--{d = 1}
              |  |--{p = 80}
              |--w2
              |  |--{d = 1}
              |  |--{p = 80}
              |--{p = 80}
            """);
  }

  @Test
  void showsOneHost() {
    assertThat(report().host(new dev.play.host.HostName("w2")))
        .isEqualTo("{\n    \"d\": 1,\n    \"p\": 80\n}\n");
  }
}
