package dev.play.run.action;

import dev.play.compile.Step;
import dev.play.run.port.Performed;
import dev.play.run.task.ModuleWork;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.ModuleSpec;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code action: "{{ name }} ..."}: a module whose name only the host's variables tell. */
final class TemplatedCall implements Work {
  @Override
  public Performed perform(Moment moment) {
    Optional<ModuleSpec> spec = spec(moment);
    if (spec.isEmpty()) {
      return Performed.failed(
          "couldn't resolve module/action '"
              + name(moment)
              + "'. This often indicates a misspelling, missing collection, or incorrect module"
              + " path.");
    }
    return work(spec.get()).perform(at(moment, spec.get()));
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    return spec(moment)
        .map(spec -> work(spec).maybe(at(moment, spec), because))
        .orElseGet(() -> Performed.unknown(because));
  }

  private static String name(Moment moment) {
    return PythonText.str(
            moment.arguments().get(EngineActions.Templated.NAME).orElse(new Value.Text("")))
        .strip();
  }

  private static Optional<ModuleSpec> spec(Moment moment) {
    return moment.play().run().library().find(name(moment));
  }

  private static Work work(ModuleSpec spec) {
    return Step.BuiltIn.of(spec).map(Actions::of).orElseGet(() -> new ModuleWork(spec));
  }

  /** The same moment as if the module had been named plainly. */
  private static Moment at(Moment moment, ModuleSpec spec) {
    Map<Value, Value> arguments = new LinkedHashMap<>(moment.arguments().entries());
    arguments.remove(new Value.Text(EngineActions.Templated.NAME));
    Step step = moment.step();
    Optional<Step.BuiltIn> builtIn = Step.BuiltIn.of(spec);
    Step plain =
        builtIn.isPresent()
            ? new Step.Engine(
                step.span(),
                step.keywords(),
                step.around(),
                builtIn.get(),
                spec,
                Map.of(),
                Optional.empty())
            : step;
    return new Moment(
        moment.play(),
        moment.host(),
        plain,
        moment.title(),
        moment.scope(),
        moment.settings(),
        new Value.Dict(arguments));
  }
}
