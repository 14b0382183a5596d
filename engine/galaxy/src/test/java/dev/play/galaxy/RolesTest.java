package dev.play.galaxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesTest {
  private static final String TASKS = "- debug: {msg: one}\n";

  @TempDir Path directory = Path.of(".");
  private Sandbox sandbox = new Sandbox(directory);

  @BeforeEach
  void enter() throws IOException {
    sandbox = new Sandbox(directory.toRealPath());
  }

  private String ask(String version) {
    return "- {src: " + sandbox.address("web") + ", name: nginx" + version + "}\n";
  }

  @Test
  void installsATagFromGitAndLocksItsCommit() {
    String commit = sandbox.commit("web", Map.of("tasks/main.yml", TASKS));
    sandbox.tag("web", "v1");
    sandbox.installed(ask(", version: v1"));
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent(TASKS);
    assertThat(sandbox.role("nginx/.git")).doesNotExist();
    assertThat(sandbox.lock()).contains("name: \"nginx\"", "commit: \"" + commit + "\"");
    sandbox.installed(ask(", version: v1"));
    assertThat(sandbox.told).singleElement().asString().contains("already installed, skipping");
  }

  @Test
  void takesAllTheFormsOfARole() throws IOException {
    sandbox.commit("web", Map.of("tasks/main.yml", TASKS));
    sandbox.tag("web", "v1");
    sandbox.write("plain/tasks/main.yml", TASKS);
    sandbox.archive("packed.tar.gz", ".", "plain");
    sandbox.write("more.yml", "- {src: " + sandbox.directory.resolve("packed.tar.gz") + "}\n");
    sandbox.installed(
        "roles:\n- %s,v1,a\n- {src: 'file://%s', scm: git, version: v1, name: b}\n- include: more.yml\n- {src: %s, name: c}\n- {src: 'file://%s', name: d}\n"
            .formatted(
                sandbox.address("web"),
                sandbox.directory.resolve("web"),
                sandbox.directory.resolve("plain"),
                sandbox.directory.resolve("packed.tar.gz")));
    for (String name : List.of("a", "b", "packed", "c", "d")) {
      assertThat(sandbox.role(name).resolve("tasks/main.yml")).hasContent(TASKS);
    }
    try (var left = Files.list(sandbox.directory.resolve("roles"))) {
      assertThat(left).hasSize(5);
    }
  }

  @Test
  void followsTheLockFileWhereABranchHasMovedOnAndSaysSo() throws IOException {
    String first = sandbox.commit("web", Map.of("tasks/main.yml", TASKS));
    sandbox.installed(ask(", version: main"));
    String second = sandbox.commit("web", Map.of("tasks/main.yml", "[]\n"));
    Trees.delete(sandbox.role("nginx"));
    sandbox.installed(ask(", version: main"));
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent(TASKS);
    assertThat(sandbox.lock()).contains(first);
    assertThat(sandbox.told)
        .anySatisfy(line -> assertThat(line).contains(second.substring(0, 12), "--update"));
    assertThat(sandbox.install(ask(", version: main"), Sandbox.How.UPDATE)).isEmpty();
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent("[]\n");
    assertThat(sandbox.lock()).contains(second);
  }

  @Test
  void changesWhatIsInstalledToWhatIsAskedFor() {
    sandbox.commit("web", Map.of("tasks/main.yml", TASKS));
    sandbox.tag("web", "v1");
    sandbox.commit("web", Map.of("tasks/main.yml", "[]\n"));
    sandbox.tag("web", "v2");
    sandbox.installed(ask(", version: v1"));
    assertThat(sandbox.install(ask(", version: v2"), Sandbox.How.FROZEN))
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("v2", "the lock file has v1");
    sandbox.installed(ask(", version: v2"));
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent("[]\n");
    assertThat(sandbox.told).anySatisfy(line -> assertThat(line).contains("locked anew"));
  }

  @Test
  void leavesARoleAloneThatSomebodyHasWritten() {
    sandbox.commit("web", Map.of("tasks/main.yml", TASKS));
    sandbox.write("roles/nginx/tasks/main.yml", "[]\n");
    sandbox.installed(ask(""));
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent("[]\n");
    assertThat(sandbox.told).singleElement().asString().contains("--force");
    assertThat(sandbox.install(ask(""), Sandbox.How.FORCE)).isEmpty();
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent(TASKS);
  }

  @Test
  void installsWhatARoleDependsOnUnlessItIsElsewhere() {
    sandbox.commit("base", Map.of("tasks/main.yml", TASKS));
    sandbox.commit("more", Map.of("tasks/main.yml", TASKS));
    sandbox.write("others/there.role/tasks/main.yml", TASKS);
    String meta =
        "dependencies:\n- {src: '%s', name: base, become: true, vars: {x: 1}}\n- there.role\n- local\n"
            .formatted(sandbox.address("base"));
    sandbox.commit(
        "web",
        Map.of(
            "meta/main.yml", meta, "meta/requirements.yml", "- " + sandbox.address("more") + "\n"));
    assertThat(sandbox.install(ask(""), Sandbox.How.ALONE)).isEmpty();
    assertThat(sandbox.role("base")).doesNotExist();
    sandbox.installed(ask(""));
    assertThat(sandbox.role("base/tasks/main.yml")).exists();
    assertThat(sandbox.role("more/tasks/main.yml")).exists();
    assertThat(sandbox.lock()).contains("base", "more");
  }

  @Test
  void refusesAnArchiveThatIsNotWhatWasLocked() throws IOException {
    sandbox.write("plain/tasks/main.yml", TASKS);
    Path archive = sandbox.archive("nginx.tar.gz", ".", "plain");
    String ask = "- {src: " + archive + "}\n";
    sandbox.installed(ask);
    Trees.delete(sandbox.role("nginx"));
    sandbox.write("plain/tasks/main.yml", "[]\n");
    sandbox.archive("nginx.tar.gz", ".", "plain");
    assertThat(sandbox.install(ask, Sandbox.How.PLAIN))
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("is not what the lock file says", "--update");
    assertThat(sandbox.role("nginx")).doesNotExist();
    assertThat(sandbox.install(ask, Sandbox.How.UPDATE)).isEmpty();
    assertThat(sandbox.role("nginx/tasks/main.yml")).hasContent("[]\n");
  }

  @Test
  void saysWhatIsWrongAndInstallsTheRest() {
    sandbox.commit("web", Map.of("tasks/main.yml", TASKS));
    sandbox.tag("web", "v1");
    sandbox.write("empty/README.md", "no role\n");
    List<Diagnostic> problems =
        sandbox.install(
            "- {src: '%s', version: v9}\n- someone.role\n- {src: %s, name: e}\n- {src: %s, name: ../out}\n"
                    .formatted(
                        sandbox.address("web"),
                        sandbox.directory.resolve("empty"),
                        sandbox.directory.resolve("empty"))
                + ask(""),
            Sandbox.How.PLAIN);
    assertThat(problems)
        .extracting(Diagnostic::message)
        .satisfiesExactly(
            one -> assertThat(one).contains("no branch, tag or commit v9", "newest tags: v1"),
            two -> assertThat(two).contains("no galaxy server is set", "give its src"),
            three -> assertThat(three).contains("does not appear to be a role"),
            four -> assertThat(four).contains("../out is no name for a role"));
    assertThat(problems.getFirst().span().line()).isEqualTo(1);
    assertThat(sandbox.role("nginx")).exists();
  }
}
