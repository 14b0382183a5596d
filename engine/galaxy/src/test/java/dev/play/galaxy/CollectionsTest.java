package dev.play.galaxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionsTest {
  @TempDir Path directory = Path.of(".");
  private Sandbox sandbox = new Sandbox(directory);

  @BeforeEach
  void enter() throws IOException {
    sandbox = new Sandbox(directory.toRealPath());
  }

  private static String galaxy(String name, String version, String dependencies) {
    return "namespace: acme\nname: %s\nversion: %s\nreadme: README.md\nauthors: [me]\ndependencies: {%s}\n"
        .formatted(name, version, dependencies);
  }

  private void asked(String version) {
    sandbox.installed(
        "collections:\n- {name: '%s', type: git, version: %s}\n"
            .formatted(sandbox.address("tools"), version));
  }

  @Test
  void installsFromGitWithAManifestAndWhatItDependsOn() {
    sandbox.commit("base", Map.of("galaxy.yml", galaxy("base", "1.2.0", "")));
    String needs = "'" + sandbox.address("base") + "': '*'";
    sandbox.commit(
        "tools",
        Map.of("galaxy.yml", galaxy("tools", "2.0.0", needs), "roles/r/tasks/main.yml", "[]\n"));
    asked("main");
    assertThat(sandbox.collection("acme.tools").resolve("roles/r/tasks/main.yml")).exists();
    assertThat(sandbox.collection("acme.base").resolve("MANIFEST.json"))
        .content()
        .contains("\"version\" : \"1.2.0\"");
    assertThat(sandbox.lock()).contains("acme.base", "acme.tools", "commit: ");
    asked("main");
    assertThat(sandbox.told).hasSize(2).allSatisfy(l -> assertThat(l).contains("skipping"));
  }

  @Test
  void findsCollectionsBelowARepositoryAndAtAPathInIt() throws IOException {
    sandbox.commit(
        "many",
        Map.of(
            "one/galaxy.yml", galaxy("one", "1.0.0", ""),
            "two/galaxy.yml", galaxy("two", "1.0.0", "")));
    sandbox.installed(
        "collections:\n- {source: '%s', type: git}\n".formatted(sandbox.address("many")));
    assertThat(sandbox.collection("acme.one")).exists();
    assertThat(sandbox.collection("acme.two")).exists();
    Trees.delete(sandbox.collection("acme.one"));
    Trees.delete(sandbox.collection("acme.two"));
    sandbox.installed("collections:\n- name: '%s#/two/'\n".formatted(sandbox.address("many")));
    assertThat(sandbox.collection("acme.one")).doesNotExist();
    assertThat(sandbox.collection("acme.two")).exists();
  }

  @Test
  void installsArchivesAndDirectoriesByTheirPaths() {
    sandbox.write(
        "built/MANIFEST.json",
        "{\"collection_info\": {\"namespace\": \"acme\", \"name\": \"built\", \"version\": \"3.1.0\","
            + " \"dependencies\": {}}}");
    sandbox.archive("acme-built-3.1.0.tar.gz", "built", ".");
    sandbox.write("here/galaxy.yml", galaxy("here", "0.1.0", ""));
    sandbox.installed(
        "collections:\n- {name: ./acme-built-3.1.0.tar.gz, type: file}\n- {source: ./here, type: dir}\n");
    assertThat(sandbox.version(sandbox.collection("acme.built"))).contains("3.1.0");
    assertThat(sandbox.version(sandbox.collection("acme.here"))).contains("0.1.0");
    assertThat(sandbox.lock()).contains("sha256: ");
  }

  @Test
  void saysWhoAsksForWhatWhereNothingSuits() {
    sandbox.commit("base", Map.of("galaxy.yml", galaxy("base", "1.2.0", "")));
    sandbox.commit("tools", Map.of("galaxy.yml", galaxy("tools", "2.0.0", "acme.base: '>=2.0.0'")));
    assertThat(
            sandbox.install(
                "collections:\n- name: '%s'\n- name: '%s'\n"
                    .formatted(sandbox.address("base"), sandbox.address("tools")),
                Sandbox.How.PLAIN))
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("no version of acme.base will do: acme.tools asks for >=2.0.0; there are 1.2.0");
  }
}
