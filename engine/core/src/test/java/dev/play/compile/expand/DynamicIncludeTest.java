package dev.play.compile.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicIncludeTest {
  @Test
  void aMissingFileThatWasOnlyWarnedOfFailsWhoeverGetsThere(@TempDir Path directory)
      throws IOException {
    CompileResult result =
        new Scratchpad(directory)
            .file(
                "p.yml",
                "- hosts: all\n  tasks:\n    - include_tasks: gone.yml\n      when: x is defined\n")
            .compile("p.yml");
    assertThat(result.hasErrors()).isFalse();
    Step.IncludeTasks include = (Step.IncludeTasks) step(result, 1);
    StepSource.Included included = result.steps().tasks(include, "gone.yml");
    assertThat(included.steps()).isEmpty();
    assertThat(included.problems())
        .anyMatch(
            d ->
                d.severity() == Diagnostic.Severity.ERROR
                    && d.message().contains("no file of tasks gone.yml"));
  }

  @Test
  void refusesTasksOutsideOfTheRolesDirectory(@TempDir Path directory) throws IOException {
    CompileResult result =
        new Scratchpad(directory)
            .file(
                "p.yml",
                "- hosts: all\n  tasks:\n    - import_role: name=r tasks_from=../../../o\n")
            .file("o.yml", "- ping:\n")
            .file("roles/r/tasks/main.yml", "- ping:\n")
            .compile("p.yml");
    assertThat(Scratchpad.errors(result)).contains("as it is not inside the expected role path");
  }

  @Test
  void compilesNamesThatOnlyTheRunKnowsAndKeepsThem(@TempDir Path directory) throws IOException {
    CompileResult result =
        new Scratchpad(directory)
            .file(
                "p.yml",
                "- hosts: all\n  become: true\n  tasks:\n    - block:\n"
                    + "        - include_tasks: '{{ inventory_hostname }}.yml'\n"
                    + "          tags: mine\n          vars: {v: 1}\n      tags: outer\n")
            .file("tasks/a.yml", "- ping: data={{ v }}\n- include_tasks: b.yml\n")
            .file("tasks/b.yml", "- ping:\n")
            .compile("p.yml");
    assertThat(Scratchpad.errors(result)).isEmpty();
    Step.Block block = (Step.Block) step(result, 1);
    Step.IncludeTasks include = (Step.IncludeTasks) block.body().getFirst();
    StepSource.Included included = result.steps().tasks(include, "a.yml");
    assertThat(included.problems()).isEmpty();
    Step ping = included.steps().getFirst();
    assertThat(ping.keywords().tags()).containsExactly("outer");
    assertThat(ping.keywords().become().become()).isPresent();
    assertThat(ping.around().includeVars()).anyMatch(l -> l.values().containsKey("v"));
    assertThat(result.steps().tasks(include, "a.yml")).isSameAs(included);
    Step.IncludeTasks inner = (Step.IncludeTasks) included.steps().getLast();
    assertThat(result.steps().tasks(inner, "b.yml").steps()).hasSize(1);
  }

  @Test
  void rolesBringTheirHandlers(@TempDir Path directory) throws IOException {
    CompileResult result =
        new Scratchpad(directory)
            .file(
                "p.yml",
                "- hosts: all\n  tasks:\n    - include_role: {name: '{{ r }}', public: true}\n      vars: {r: app}\n")
            .file("roles/app/tasks/main.yml", "- ping:\n")
            .file("roles/app/tasks/other.yml", "- command: ls\n")
            .file("roles/app/handlers/main.yml", "- name: h\n  ping:\n")
            .compile("p.yml");
    Step.IncludeRole include = (Step.IncludeRole) step(result, 1);
    StepSource.Included main = result.steps().role(include, request("app", Optional.empty()));
    assertThat(main.handlers()).hasSize(1);
    Step.RoleBody body = (Step.RoleBody) main.steps().getFirst();
    assertThat(body.role().isPublic()).isTrue();
    assertThat(body.body()).hasSize(1);
    StepSource.Included none = result.steps().role(include, request("app", Optional.of("nosuch")));
    assertThat(none.problems().getFirst().message()).contains("no file of tasks nosuch");
  }

  private static StepSource.RoleRequest request(String role, Optional<String> tasks) {
    return new StepSource.RoleRequest(
        role, tasks, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Step step(CompileResult result, int index) {
    return result.playbook().plays().getFirst().steps().get(index);
  }
}
