package dev.play.run.task;

import dev.play.compile.Step;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.module.ControllerFiles;
import dev.play.run.port.Reach;
import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A task about to be done on a host, for one item, with everything evaluated.
 *
 * @param scope the host's variables, with the item
 * @param arguments evaluated, without omitted ones; may hold unknown values in a check
 */
public record Moment(
    PlayContext play,
    HostName host,
    Step step,
    TaskTitle title,
    Scope scope,
    TaskSettings settings,
    Value.Dict arguments) {
  /** The same with other arguments. */
  public Moment with(Value.Dict others) {
    return new Moment(play, host, step, title, scope, settings, others);
  }

  /** The same with other settings. */
  public Moment with(TaskSettings others) {
    return new Moment(play, host, step, title, scope, others, arguments);
  }

  /** A call of another module in place of this one, with its own defaults below these arguments. */
  public Moment calling(Step call, Value.Dict given) {
    Map<String, Argument> written = new LinkedHashMap<>();
    ModuleSpec spec =
        switch (call) {
          case Step.Engine engine -> {
            written.putAll(engine.arguments());
            yield engine.spec();
          }
          case Step.Task task -> task.module();
          default -> throw new IllegalArgumentException("not a call: " + call);
        };
    given
        .entries()
        .forEach(
            (name, value) ->
                written.put(PythonText.str(name), new Argument(call.span(), call.span(), value)));
    Value.Dict all =
        new ArgumentValues(scope, play.run().templates())
            .evaluate(spec, written, Optional.empty(), call.keywords());
    return new Moment(play, host, call, title, scope, settings, all);
  }

  /** The same, done now and in earnest, whatever the task says. */
  public Moment inEarnest() {
    return new Moment(play, host, step, title, scope, settings.inEarnest(), arguments);
  }

  /** Where it is done: on the host, or on the one it is delegated to. */
  public HostName target() {
    return settings.delegate().orElse(host);
  }

  /** Whose facts it sets. */
  public HostName factsOwner() {
    return settings.delegateFacts() ? target() : host;
  }

  public Reach reach() {
    Scope own = settings.delegate().isPresent() ? play.variables().scope(target()) : scope;
    return new Reach(target(), own, settings.connecting());
  }

  public ControllerFiles files() {
    return play.variables().files(scope, step.around());
  }

  /** How a task is called where something waits for it. */
  public String until() {
    return "until \"" + title.name() + "\"";
  }
}
