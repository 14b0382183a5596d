package dev.play.run.action;

import dev.play.host.Observed;
import dev.play.run.port.Performed;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** setup: reads facts, in a check too. */
final class SetupAction extends ControllerAction<EngineActions.Setup> {
  SetupAction() {
    super(EngineActions.Setup.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.Setup arguments) {
    Observed<Value.Dict> facts =
        moment
            .play()
            .run()
            .hands()
            .facts(moment.reach(), new LinkedHashSet<>(arguments.gatherSubset()));
    return switch (facts) {
      case Observed.Unknown<Value.Dict>(String because) -> Performed.unknown(because);
      case Observed.Known<Value.Dict>(Value.Dict all) -> {
        Value.Dict some = filtered(all, arguments.filter());
        yield new Performed(
            dev.play.event.Status.OK,
            Value.dictOf("ansible_facts", prefixed(some)),
            some,
            "",
            Optional.empty(),
            Optional.empty(),
            List.of());
      }
    };
  }

  /** As they are registered: under the names that they have as variables. */
  private static Value.Dict prefixed(Value.Dict facts) {
    Map<Value, Value> out = new LinkedHashMap<>();
    facts
        .entries()
        .forEach(
            (name, value) -> {
              String text = PythonText.str(name);
              boolean own = text.equals("module_setup") || text.equals("gather_subset");
              out.put(own ? name : new Value.Text("ansible_" + text), value);
            });
    return new Value.Dict(out);
  }

  /** Patterns are globs, on names with or without the prefix ansible_. */
  private static Value.Dict filtered(Value.Dict all, List<String> patterns) {
    List<Pattern> globs =
        patterns.stream().filter(p -> !p.isBlank()).map(SetupAction::glob).toList();
    if (globs.isEmpty()) {
      return all;
    }
    Map<Value, Value> out = new LinkedHashMap<>();
    all.entries()
        .forEach(
            (name, value) -> {
              String text = PythonText.str(name);
              boolean wanted =
                  globs.stream()
                      .anyMatch(
                          g -> g.matcher(text).matches() || g.matcher("ansible_" + text).matches());
              if (wanted) {
                out.put(name, value);
              }
            });
    return new Value.Dict(out);
  }

  private static Pattern glob(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '*' -> out.append(".*");
        case '?' -> out.append('.');
        case '[', ']', '-' -> out.append(c);
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(out.toString());
  }
}
