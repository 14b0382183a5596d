package dev.play.run.play;

import dev.play.compile.CompiledPlay;
import dev.play.compile.CompiledPlaybook;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.host.HostName;
import dev.play.run.TagChoice;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.port.Hosts;
import dev.play.run.port.Variables;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What {@code --list-hosts}, {@code --list-tasks} and {@code --list-tags} print. */
public final class PlaybookListing {
  private final Hosts hosts;
  private final Variables variables;
  private final TagChoice tags;

  public PlaybookListing(Hosts hosts, Variables variables, TagChoice tags) {
    this.hosts = hosts;
    this.variables = variables;
    this.tags = tags;
  }

  /** What to list. */
  public record Wanted(boolean hosts, boolean tasks, boolean tags) {}

  public String of(CompiledPlaybook playbook, Wanted wanted) {
    StringBuilder out = new StringBuilder("\nplaybook: " + playbook.file() + "\n");
    for (int i = 0; i < playbook.plays().size(); i++) {
      play(playbook.plays().get(i), i + 1, wanted, out);
    }
    return out.toString();
  }

  private void play(CompiledPlay play, int number, Wanted wanted, StringBuilder out) {
    Scope scope = variables.controller(play);
    KeywordReader read = new KeywordReader(scope);
    Value pattern = play.hosts().evaluate(scope);
    List<String> patterns = read.texts(pattern);
    String name = read.text(Optional.of(play.name())).orElse("");
    out.append("\n  play #").append(number).append(" (").append(String.join(",", patterns));
    out.append("): ").append(name).append("\tTAGS: ").append(list(play.keywords().tags()));
    out.append('\n');
    if (wanted.hosts()) {
      List<HostName> matching = hosts.matching(patterns);
      out.append("    pattern: ").append(PythonText.repr(Value.texts(patterns))).append('\n');
      out.append("    hosts (").append(matching.size()).append("):\n");
      matching.forEach(h -> out.append("      ").append(h).append('\n'));
    }
    List<Step> steps = new ArrayList<>();
    play.steps().forEach(step -> collect(step, steps));
    if (wanted.tasks()) {
      out.append("    tasks:\n");
      steps.forEach(step -> task(step, out));
    }
    if (wanted.tags()) {
      Set<String> all = new TreeSet<>();
      steps.forEach(step -> all.addAll(step.keywords().tags()));
      out.append("      TASK TAGS: ").append(list(all)).append('\n');
    }
  }

  private void collect(Step step, List<Step> into) {
    switch (step) {
      case Step.Block b -> {
        b.body().forEach(s -> collect(s, into));
        b.rescue().forEach(s -> collect(s, into));
        b.always().forEach(s -> collect(s, into));
      }
      case Step.RoleBody r -> r.body().forEach(s -> collect(s, into));
      case Step.Meta m -> {
        // Flushing handlers belongs to the play as a whole, as in Ansible.
        if (m.action() != Step.MetaAction.FLUSH_HANDLERS) {
          add(m, into);
        }
      }
      case Step.Task t -> add(t, into);
      case Step.Engine e -> add(e, into);
      case Step.IncludeTasks i -> add(i, into);
      case Step.IncludeRole i -> add(i, into);
    }
  }

  private void add(Step step, List<Step> into) {
    if (tags.takes(step.keywords().tags())) {
      into.add(step);
    }
  }

  private static void task(Step step, StringBuilder out) {
    String name =
        step.keywords()
            .name()
            .flatMap(n -> n.constant())
            .map(PythonText::str)
            .orElseGet(() -> Titles.action(step));
    out.append("      ");
    out.append(step.around().role().map(RoleScope::name).map(r -> r + " : ").orElse(""));
    out.append(name).append("\tTAGS: ").append(list(step.keywords().tags())).append('\n');
  }

  private static String list(Set<String> tags) {
    return "[" + String.join(", ", new TreeSet<>(tags)) + "]";
  }
}
