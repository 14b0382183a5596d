package dev.play.compile.check;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of files that a role computes. One made of facts, of what the task loops over and of the
 * task's own variables, as in <code>setup-{{ ansible_os_family }}.yml</code>, is a file of the
 * role. One made of a variable that anybody may set can be any file.
 */
final class ComputedNames {
  private static final Pattern LEADS_OUT =
      Pattern.compile(
          "\\s*[/~].*|.*(?:\\.\\.|playbook_dir|inventory_dir).*"
              + "|.*\\b(?:lookup|query|q)\\s*\\(\\s*['\"](?!(?:ansible\\.builtin\\.)?first_found\\b).*",
          Pattern.DOTALL);
  private static final Set<String> OF_THE_ROLE =
      Set.of("role_path", "role_name", "inventory_hostname", "omit");

  private final TemplateCompiler templates;

  ComputedNames(TemplateCompiler templates) {
    this.templates = templates;
  }

  boolean stayInRole(Step step, Value.Template name) {
    return !leadsOut(name.source())
        && stayInRole(step, templates.value(name.source(), name.span(), new Diagnostics()));
  }

  /** Whether a name, as it is written, may begin or go on outside of the role. */
  static boolean leadsOut(String written) {
    return LEADS_OUT.matcher(written).matches();
  }

  /** By the variables in it; how it is written is the caller's to look at. */
  boolean stayInRole(Step step, Compiled name) {
    Optional<Keywords.Loop> loop = step.keywords().loop();
    return step.around().role().isPresent()
        && name.constant().isEmpty()
        && stays(name, step, loop)
        && loop.map(l -> stays(l.items(), step, Optional.empty())).orElse(true);
  }

  private boolean stays(Compiled text, Step step, Optional<Keywords.Loop> loop) {
    return text.constant().map(this::stays).orElse(true)
        && text.freeVariables().stream()
            .allMatch(
                name ->
                    isHarmless(name)
                        || loop.map(l -> name.equals(l.variable())).orElse(false)
                        || own(step, name).map(this::stays).orElse(false));
  }

  private static boolean isHarmless(String name) {
    return name.startsWith("ansible_") || OF_THE_ROLE.contains(name);
  }

  private static Optional<Value> own(Step step, String name) {
    return step.around().vars().stream()
        .map(VarLayer::values)
        .filter(values -> values.containsKey(name))
        .map(values -> values.get(name))
        .findFirst();
  }

  private boolean stays(Value value) {
    return switch (value) {
      case Value.Text(String text) -> !leadsOut(text);
      case Value.Template(String source, Span span) ->
          !leadsOut(source)
              && templates.value(source, span, new Diagnostics()).freeVariables().stream()
                  .allMatch(ComputedNames::isHarmless);
      case Value.Sequence(List<Value> items) -> items.stream().allMatch(this::stays);
      case Value.Dict(Map<Value, Value> entries) -> entries.values().stream().allMatch(this::stays);
      default -> true;
    };
  }
}
