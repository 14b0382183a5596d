package dev.play.run.play;

import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.run.gate.Position;
import dev.play.template.PythonText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the task that {@code --start-at-task} names. */
final class StartAt {
  private final Pattern pattern;

  /**
   * @param name a task's name, or {@code role : name}; {@code *} and {@code ?} stand for others
   */
  StartAt(String name) {
    StringBuilder regex = new StringBuilder();
    for (char c : name.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    this.pattern = Pattern.compile(regex.toString());
  }

  /** The first in these steps; what dynamic includes bring is not looked into. */
  Optional<Position> in(List<Step> steps, Position at) {
    for (int i = 0; i < steps.size(); i++) {
      Optional<Position> found = in(steps.get(i), at.child(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Position> in(Step step, Position at) {
    return switch (step) {
      case Step.Block b ->
          in(b.body(), at.child(0))
              .or(() -> in(b.rescue(), at.child(1)))
              .or(() -> in(b.always(), at.child(2)));
      case Step.RoleBody r -> in(r.body(), at);
      case Step.Task t -> matches(t) ? Optional.of(at) : Optional.empty();
      case Step.Engine e -> matches(e) ? Optional.of(at) : Optional.empty();
      case Step.IncludeTasks i -> matches(i) ? Optional.of(at) : Optional.empty();
      case Step.IncludeRole i -> matches(i) ? Optional.of(at) : Optional.empty();
      case Step.Meta m -> Optional.empty();
    };
  }

  private boolean matches(Step step) {
    String name =
        step.keywords()
            .name()
            .flatMap(n -> n.constant())
            .map(PythonText::str)
            .orElseGet(() -> Titles.action(step));
    String full = step.around().role().map(RoleScope::name).map(r -> r + " : ").orElse("") + name;
    return pattern.matcher(name).matches() || pattern.matcher(full).matches();
  }
}
