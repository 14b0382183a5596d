package dev.play.cli;

import dev.play.compile.expand.CompileResult;
import dev.play.event.EventJson;
import dev.play.report.ExitStatus;
import dev.play.run.RunOptions;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play exec: one task on some hosts. */
@Command(
    name = "exec",
    description = "Runs one module on the hosts of a pattern.",
    sortOptions = false)
final class ExecCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "PATTERN", description = "Which hosts.")
  String pattern = "";

  @Option(
      names = {"-m", "--module-name"},
      paramLabel = "MODULE",
      description = "Which module (default: ${DEFAULT-VALUE}).")
  String module = "command";

  @Option(
      names = {"-a", "--args"},
      paramLabel = "ARGS",
      description = "Its arguments: NAME=VALUE, or a dictionary in YAML or JSON.")
  String arguments = "";

  @Mixin InventoryOptions inventory = new InventoryOptions();
  @Mixin RunSelection selection = new RunSelection();
  @Mixin ConnectionOptions connection = new ConnectionOptions();

  ExecCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path playbook = Files.createTempFile("play-exec", ".yml");
    try {
      Files.writeString(playbook, text());
      Project project = new Project(terminal, inventory);
      RunOptions options = selection.options(false, false, project.settings);
      CompileResult compiled = project.compile(List.of(playbook));
      if (project.report(compiled.problems())) {
        return ExitStatus.USAGE.code();
      }
      boolean[] verbose = selection.verbose.length == 0 ? new boolean[] {true} : selection.verbose;
      selection.verbose = verbose;
      RunOptions told =
          new RunOptions(
              options.check(),
              options.diff(),
              verbose.length,
              options.forks(),
              options.tags(),
              options.skipTags(),
              options.startAt());
      return new PlaybookCommand(project, selection, told, connection)
          .run(compiled, List.of("exec " + pattern + " -m " + module))
          .code();
    } finally {
      Files.deleteIfExists(playbook);
    }
  }

  /** A playbook with this one task. JSON is YAML, so quoting is JSON's. */
  private String text() {
    EventJson json = new EventJson();
    String given = arguments.strip();
    String args =
        given.startsWith("{") ? given : given.isEmpty() ? "{}" : json.compact(Value.text(given));
    String name = given.isEmpty() ? module : module + " " + given;
    return "- name: exec\n"
        + "  hosts: "
        + json.compact(Value.text(pattern))
        + "\n  gather_facts: false\n  tasks:\n  - name: "
        + json.compact(Value.text(name.replace("{", "(").replace("}", ")")))
        + "\n    "
        + json.compact(Value.text(module))
        + ": "
        + args
        + "\n";
  }
}
