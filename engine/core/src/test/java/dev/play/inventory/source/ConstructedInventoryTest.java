package dev.play.inventory.source;

import static dev.play.inventory.source.InventoryText.loader;
import static dev.play.inventory.source.InventoryText.messages;
import static dev.play.inventory.source.InventoryText.names;
import static dev.play.inventory.source.InventoryText.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.inventory.Inventory;
import dev.play.settings.Settings;
import dev.play.template.FixedLookups;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConstructedInventoryTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path root;

  private static final String HOSTS =
      """
      all:
        hosts:
          a: {tags: {env: test, state: ""}, roles: [db, ""], os: debian, port: 80}
          b: {os: ""}
      """;

  private InventoryLoader.Loaded load(String constructed) {
    write(root.resolve("hosts.yml"), HOSTS);
    write(root.resolve("made.yml"), "plugin: constructed\n" + constructed);
    Constructing with =
        new Constructing(
            new TemplateCompiler(StandardLibrary.create()),
            FixedLookups.plain(),
            Map.of("extra", Value.text("x")),
            (inventory, host) -> Map.of("beside", Value.text("group4")),
            Settings.usual(root));
    return loader(root, new ConstructedInventory(with), new GeneratorInventory(with))
        .load(List.of("hosts.yml", "made.yml"));
  }

  private static List<String> members(InventoryLoader.Loaded loaded, String group) {
    return names(loaded.inventory().hostsOf(group));
  }

  @Test
  void composesVariablesThatGroupsMayUse() {
    InventoryLoader.Loaded loaded =
        load(
            "compose: {next: port + 1}\ngroups: {high: next > 80, named: inventory_hostname == 'b'}\n");

    assertThat(loaded.problems()).isEmpty();
    assertThat(InventoryText.variables(loaded.inventory(), "a")).containsEntry("next", "81");
    assertThat(members(loaded, "high")).containsExactly("a");
    assertThat(members(loaded, "named")).containsExactly("b");
  }

  @Test
  void namesGroupsAfterTextsListsAndDictionaries() {
    InventoryLoader.Loaded loaded =
        load(
            """
            keyed_groups:
              - {key: os, prefix: os, default_value: none, parent_group: "all_{{ os }}"}
              - {key: roles, prefix: role, default_value: storage}
              - {key: tags, prefix: tag, trailing_separator: false}
            """);

    assertThat(loaded.problems()).isEmpty();
    assertThat(members(loaded, "os_debian")).containsExactly("a");
    assertThat(members(loaded, "all_debian")).containsExactly("a");
    assertThat(members(loaded, "os_none")).containsExactly("b");
    assertThat(members(loaded, "role_db")).containsExactly("a");
    assertThat(members(loaded, "role_storage")).containsExactly("a");
    assertThat(members(loaded, "tag_env_test")).containsExactly("a");
    assertThat(members(loaded, "tag_state")).containsExactly("a");
  }

  @Test
  void beginsWithTheSeparatorUnlessToldNotTo() {
    String keyed = "keyed_groups: [{key: os, separator: '-'}]\n";

    assertThat(load(keyed).inventory().group("_debian")).isPresent();
    assertThat(load("leading_separator: false\n" + keyed).inventory().group("debian")).isPresent();
  }

  @Test
  void passesOverWhatFailsUnlessItIsStrict() {
    assertThat(load("compose: {x: nothing.here}\n").problems()).isEmpty();
    assertThat(messages(load("strict: true\ncompose: {x: nothing.here}\n").problems()))
        .anyMatch(text -> text.contains("Could not set x for host a"));
  }

  @Test
  void readsExtraVarsAndFilesBesideOnlyWhenAsked() {
    String keyed = "keyed_groups: [{key: extra, prefix: e}, {key: beside, prefix: c}]\n";

    Inventory without = load(keyed).inventory();
    assertThat(without.group("e_x")).isEmpty();
    assertThat(without.group("c_group4")).isEmpty();
    Inventory with = load("use_extra_vars: true\nuse_vars_plugins: true\n" + keyed).inventory();
    assertThat(with.group("e_x")).isPresent();
    assertThat(with.group("c_group4")).isPresent();
  }

  @Test
  void generatesAHostForEachCombination() {
    write(
        root.resolve("gen.yml"),
        """
        plugin: generator
        hosts:
          name: "{{ op }}-{{ env }}"
          parents:
            - name: "env_{{ env }}"
              vars: {environment_name: "{{ env }}"}
              parents: [{name: everything}]
        layers: {op: [build, run], env: [dev, prod]}
        """);
    load("groups: {}\n");
    Constructing with =
        new Constructing(
            new TemplateCompiler(StandardLibrary.create()),
            FixedLookups.plain(),
            Map.of(),
            (inventory, host) -> Map.of(),
            Settings.usual(root));
    InventoryLoader.Loaded loaded =
        loader(root, new GeneratorInventory(with)).load(List.of("gen.yml"));

    assertThat(loaded.problems()).isEmpty();
    assertThat(members(loaded, "everything"))
        .containsExactlyInAnyOrder("build-dev", "build-prod", "run-dev", "run-prod");
    assertThat(members(loaded, "env_dev")).containsExactly("build-dev", "run-dev");
  }
}
