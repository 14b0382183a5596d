package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.connection.ShellRequest;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.host.Resource;
import dev.play.run.port.Call;
import dev.play.run.port.Performed;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.Unpredicted;
import dev.play.template.ConditionResult;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task that calls a module. */
public final class ModuleWork implements Work {
  /** What works from the controller as it goes on cannot be left alone on the host. */
  private static final Set<String> NO_ASYNC =
      Set.of("assemble", "copy", "fetch", "script", "template");

  /** From -vvv on, as in Ansible. */
  private static final int TELLING_CALLS = 3;

  private final ModuleSpec module;

  public ModuleWork(ModuleSpec module) {
    this.module = module;
  }

  @Override
  public Performed perform(Moment moment) {
    return switch (module.bind(moment.arguments())) {
      case Bound.Wrong wrong ->
          Performed.of(
              Status.FAILED, wrong.values().with("msg", Value.text(wrong.problems().getFirst())));
      case Bound.Unknown(String because) -> {
        moment
            .play()
            .run()
            .hands()
            .mayTouch(moment.reach(), mayTouchAtMost(), moment.title().name(), because);
        yield Performed.unknown(because);
      }
      case Bound.Arguments(Record record) -> {
        Call call = call(module, moment, record);
        if (moment.settings().async().isPresent() && NO_ASYNC.contains(module.name())) {
          yield Performed.failed("This action (" + module.name() + ") does not support async.");
        }
        yield called(
            moment,
            moment.settings().async().isPresent() && !moment.settings().check()
                ? new JobRun(moment).perform(call)
                : inTime(moment, call));
      }
    };
  }

  /** With how one of play's modules was called, for those who want to know all. */
  Performed called(Moment moment, Performed performed) {
    boolean ours = moment.step() instanceof Step.Task;
    if (!ours || moment.play().run().options().verbosity() < TELLING_CALLS) {
      return performed;
    }
    Map<Value, Value> shown = new LinkedHashMap<>(moment.arguments().entries());
    shown.replaceAll(
        (name, value) -> isHidden(PythonText.str(name)) ? new Value.Secret(value) : value);
    return performed.with("invocation", Value.dictOf("module_args", new Value.Dict(shown)));
  }

  /** What is copied may be anything: Ansible's copy does not tell it either. */
  private boolean isHidden(String argument) {
    return module.isSecret(argument)
        || (module.name().equals("copy") && argument.equals("content"));
  }

  /** The call that a moment amounts to, where its arguments are as they should be. */
  Optional<Call> plainCall(Moment moment) {
    return module.bind(moment.arguments()) instanceof Bound.Arguments(Record record)
        ? Optional.of(call(module, moment, record))
        : Optional.empty();
  }

  /** What the time limit of the task has cut short is told as Ansible does. */
  private Performed inTime(Moment moment, Call call) {
    Instant start = moment.play().run().clock().instant();
    Performed performed = moment.play().run().hands().run(call);
    if (moment.settings().delegate().isPresent() && performed.status() != Status.OK) {
      moment.play().run().hands().mayHaveChanged(moment.host());
    }
    Optional<Duration> limit = moment.settings().timeout();
    Duration took = Duration.between(start, moment.play().run().clock().instant());
    if (performed.status() != Status.FAILED || limit.isEmpty() || took.compareTo(limit.get()) < 0) {
      return performed;
    }
    long seconds = limit.get().toSeconds();
    return Performed.of(
        Status.FAILED,
        Value.dictOf(
            "msg",
            "The "
                + module.name()
                + " action failed to execute in the expected time frame ("
                + seconds
                + ") and was terminated",
            "timedout",
            Value.dictOf("period", seconds)));
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    if (module.bind(moment.arguments()) instanceof Bound.Arguments(Record record)) {
      moment.play().run().hands().mayHappen(call(module, moment, record), because);
      return Performed.unknown(because)
          .withFacts(Unpredicted.facts(module.create().facts(record), moment.until()));
    } else {
      moment
          .play()
          .run()
          .hands()
          .mayTouch(moment.reach(), mayTouchAtMost(), moment.title().name(), because);
    }
    return Performed.unknown(because);
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return module.create().mayTouchAtMost();
  }

  /** The call that a moment amounts to. */
  static Call call(ModuleSpec module, Moment moment, Record record) {
    TaskSettings settings = moment.settings();
    return new Call(
        moment.reach(),
        moment.title().name(),
        module,
        record,
        settings.check(),
        settings.diff(),
        settings.environment(),
        settings.timeout(),
        moment.files(),
        settings.noLog() ? ShellRequest.SILENT : live(moment),
        isSaidHarmless(moment));
  }

  /**
   * {@code changed_when: false} alone is often there to keep a recap quiet; with {@code register}
   * it stands at questions.
   */
  private static boolean isSaidHarmless(Moment moment) {
    Keywords keywords = moment.step().keywords();
    return keywords.register().isPresent()
        && keywords.changedWhen().stream()
            .anyMatch(
                c ->
                    c.freeVariables().isEmpty()
                        && c.condition(moment.scope()).equals(ConditionResult.FALSE));
  }

  private static ShellRequest.Live live(Moment moment) {
    return new LiveLines(
        (line, isError) ->
            moment
                .play()
                .run()
                .events()
                .accept(new Event.LiveOutput(moment.title(), moment.host(), line, isError)));
  }
}
