package dev.play.compile.expand;

import dev.play.compile.CompiledPlaybook;
import dev.play.compile.StepSource;
import dev.play.source.Diagnostic;
import java.util.List;

/**
 * What became of the playbooks.
 *
 * @param playbook all plays; not fit to run when there are errors
 * @param steps finds the steps of dynamic includes
 * @param problems all of them, by file, line and column
 */
public record CompileResult(
    CompiledPlaybook playbook, StepSource steps, List<Diagnostic> problems) {
  public CompileResult {
    problems = List.copyOf(problems);
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(p -> p.severity() == Diagnostic.Severity.ERROR);
  }
}
