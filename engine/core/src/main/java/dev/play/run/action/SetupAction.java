package dev.play.run.action;

import dev.play.host.HostException;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.observe.facts.FactScript;
import dev.play.run.port.FactsWanted;
import dev.play.run.port.Performed;
import dev.play.run.task.JobRun;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.time.Duration;
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
    return JobRun.atOnce(moment, gathered(moment, arguments));
  }

  private static Performed gathered(Moment moment, EngineActions.Setup arguments) {
    LinkedHashSet<String> subsets = new LinkedHashSet<>();
    arguments.gatherSubset().forEach(s -> subsets.addAll(List.of(s.strip().split("\\s*,\\s*"))));
    FactScript.unknown(subsets)
        .ifPresent(
            bad -> {
              throw new HostException("Bad subset '" + bad + "' given to Ansible.");
            });
    Observed<Value.Dict> facts =
        moment
            .play()
            .run()
            .hands()
            .facts(
                moment.reach(),
                new FactsWanted(
                    new Probe.Facts(subsets, home(arguments.factPath(), moment)),
                    arguments
                        .gatherTimeout()
                        .filter(seconds -> seconds > 0)
                        .map(Duration::ofSeconds)
                        .or(() -> moment.settings().timeout())));
    return switch (facts) {
      case Observed.Unknown<Value.Dict>(String because) -> Performed.unknown(because);
      case Observed.Known<Value.Dict>(Value.Dict all) -> {
        Value.Dict some = filtered(told(all, moment.settings().environment()), arguments.filter());
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

  /** With the task's own environment, as a program that runs in it would see it. */
  private static Value.Dict told(Value.Dict facts, Map<String, String> environment) {
    Value.Text env = new Value.Text("env");
    if (environment.isEmpty() || !(facts.entries().get(env) instanceof Value.Dict seen)) {
      return facts;
    }
    Map<Value, Value> all = new LinkedHashMap<>(seen.entries());
    environment.forEach((name, value) -> all.put(new Value.Text(name), new Value.Text(value)));
    return facts.with("env", new Value.Dict(all));
  }

  /** A path below the home of whoever gathers. */
  private static String home(String path, Moment moment) {
    if (!path.startsWith("~")) {
      return path;
    }
    throw new HostException(
        "fact_path must be absolute, not " + path + " (" + moment.title().name() + ")");
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
