package dev.play.variables.connect;

import static dev.play.inventory.source.InventoryText.messages;
import static dev.play.inventory.source.InventoryText.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.VarLayer;
import dev.play.connection.Target;
import dev.play.files.Controller;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.LiveInventory;
import dev.play.inventory.source.InventoryLoader;
import dev.play.inventory.source.InventoryText;
import dev.play.variables.RunVariables;
import dev.play.variables.VariableFiles;
import dev.play.variables.VariableSettings;
import dev.play.variables.Worlds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The inventories that come with play. */
class LabInventoryTest {
  private static Path project() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("inventories"))) {
      at = Optional.ofNullable(at.getParent()).orElseThrow();
    }
    return at;
  }

  @Test
  void saysHowTheLabsHostsAreReached() {
    Path project = project();
    InventoryLoader.Loaded loaded = InventoryText.loader(project).load(List.of("lab"));
    assertThat(messages(loaded.problems())).isEmpty();
    Inventory inventory = loaded.inventory();
    assertThat(names(inventory.hostsOf("web"))).contains("web1", "web2");
    Controller controller = Worlds.controller(project);
    RunVariables run =
        new RunVariables(
            controller,
            new LiveInventory(inventory),
            new VariableFiles(controller.yaml()),
            VarLayer.EMPTY,
            VariableSettings.DEFAULT);
    HostName web1 = new HostName("web1");
    Target target =
        ConnectionSettings.from(
                web1,
                run.withoutPlay(Optional.empty()).scope(web1),
                ConnectionKeywords.NONE,
                ConnectionDefaults.NONE,
                controller.templates(),
                controller.home())
            .target();
    assertThat(target.user()).contains("play");
    assertThat(target.address()).matches("172\\.29\\.\\d+\\.11");
    assertThat(target.privateKey().orElseThrow().toString()).endsWith("id_ed25519");
    assertThat(target.sshArguments()).anyMatch(a -> a.startsWith("UserKnownHostsFile=/"));
  }

  @Test
  void refusesTheCloudsInventoryWhereItsJarIsMissing() {
    assertThat(messages(InventoryText.loader(project()).load(List.of("gce")).problems()))
        .singleElement()
        .asString()
        .startsWith("inventories/gce.yml:")
        .contains("'gce' is not supported");
  }
}
