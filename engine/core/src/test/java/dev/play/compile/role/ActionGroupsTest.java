package dev.play.compile.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActionGroupsTest {
  @TempDir Path directory = Path.of(".");
  private final Diagnostics problems = new Diagnostics();

  private CollectionRuntimes runtimes(String collection, String text) throws IOException {
    Path meta = directory.resolve("ansible_collections").resolve(collection).resolve("meta");
    Files.createDirectories(meta);
    Files.writeString(meta.resolve("runtime.yml"), text);
    return new CollectionRuntimes(
        new YamlFiles(VaultSecrets.none(), directory), List.of(directory), Optional::empty);
  }

  @Test
  void holdsWhatAGroupAndThoseItExtendsName() throws IOException {
    runtimes("ns/other", "action_groups: {more: [three, ns.col.one]}\n");
    ActionGroups groups =
        new ActionGroups(
            runtimes(
                "ns/col",
                """
                action_groups:
                  all:
                    - metadata: {extend_group: [ns.other.more, round]}
                    - one
                    - ns.other.two
                  round:
                    - metadata: {extend_group: all}
                """),
            true);
    assertThat(groups.members("ns.col.all", problems).orElseThrow())
        .containsExactlyInAnyOrder("ns.col.one", "ns.other.two", "ns.other.three");
    assertThat(groups.members("ns.col.none", problems)).isEmpty();
    assertThat(groups.members("short", problems)).isEmpty();
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void tellsWhatIsWrongWithAGroup() throws IOException {
    ActionGroups groups =
        new ActionGroups(
            runtimes(
                "ns/col",
                """
                action_groups:
                  a: [{metadata: {}, other: 1}]
                  b: [{metadata: {}}, {metadata: {}}]
                  c: [{metadata: {other: 1}}]
                  d: [{metadata: [x]}]
                  e: [{metadata: {extend_group: {name: x}}}]
                """),
            true);
    List.of("a", "b", "c", "d", "e").forEach(g -> groups.members("ns.col." + g, problems));
    assertThat(problems.all().stream().map(Diagnostic::message).map(m -> m.split("defaults. ")[1]))
        .containsExactly(
            "The only expected key is metadata, but got keys: metadata, other",
            "The group contains multiple metadata entries.",
            "The metadata contains unexpected keys: other",
            "The metadata is not a dictionary. Got ['x']",
            "The metadata contains unexpected key types: extend_group is {'name': 'x'} (expected"
                + " type list)");
  }

  @Test
  void followsModulesThatHaveMoved() throws IOException {
    CollectionRuntimes runtimes =
        runtimes(
            "ns/col",
            """
            plugin_routing:
              modules:
                old: {redirect: new}
                gone: {redirect: ns.other.x}
                half: {action_plugin: ns.col.other}
            """);
    assertThat(runtimes.action("ns.col.half")).contains("ns.col.other");
    assertThat(runtimes.action("ns.col.old")).isEmpty();
    assertThat(runtimes.redirect("ns.col.old")).contains("ns.col.new");
    assertThat(runtimes.redirect("ns.col.gone")).contains("ns.other.x");
    assertThat(runtimes.redirect("ns.col.new")).isEmpty();
    assertThat(runtimes.redirect("new")).isEmpty();
  }
}
