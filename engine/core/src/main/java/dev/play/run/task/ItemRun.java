package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.run.RunInterrupted;
import dev.play.run.keyword.DelegatedVariables;
import dev.play.run.keyword.Guards;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.port.Performed;
import dev.play.run.port.VariableChange;
import dev.play.template.Compiled;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A task on a host for one item (or for none): when, keywords, arguments, tries, verdict. */
final class ItemRun {
  private final PlayContext play;
  private final HostName host;
  private final Order order;
  private final TaskTitle title;
  private final Scope scope;
  private final Optional<String> register;
  private final Optional<String> doubt;

  /**
   * @param doubt why it is unknown whether the task is reached at all, if it is
   */
  ItemRun(
      PlayContext play,
      HostName host,
      Order order,
      TaskTitle title,
      Scope scope,
      Optional<String> register,
      Optional<String> doubt) {
    this.play = play;
    this.host = host;
    this.order = order;
    this.title = title;
    this.scope = scope;
    this.register = register;
    this.doubt = doubt;
  }

  /** What comes before the work: conditions, keywords, arguments. */
  sealed interface Ready {
    /** There is nothing (more) to do. */
    record Over(ItemDone done) implements Ready {}

    /** The work is due. */
    record Due(ItemRun run, Moment moment) implements Ready {}
  }

  ItemDone run() {
    return switch (prepare()) {
      case Ready.Over(ItemDone done) -> done;
      case Ready.Due(ItemRun run, Moment moment) -> run.perform(moment, order.work()::perform);
    };
  }

  /** Settles everything but the work itself. */
  Ready prepare() {
    Keywords keywords = order.step().keywords();
    try {
      Guards.Outcome asked = Guards.judge(keywords.when(), scope);
      ConditionResult when = asked.result();
      if (asked.isFalse()) {
        TaskSettings.requireDelegate(keywords, scope);
        return new Ready.Over(skipped(asked.by()));
      }
      TaskSettings settings = TaskSettings.read(keywords, scope, play.run().options());
      if (when instanceof ConditionResult.Unknown(String because)) {
        return new Ready.Over(maybe(settings, because));
      }
      return doubt.isPresent()
          ? new Ready.Over(maybe(settings, doubt.get()))
          : delegated(settings).due(settings);
    } catch (EvaluationException e) {
      Optional<String> yet = play.mayComeYet(host, e);
      return new Ready.Over(yet.isPresent() ? maybeAnything(yet.get()) : ending(e, mistake(e)));
    } catch (KeywordReader.NotYetKnown e) {
      return new Ready.Over(maybeAnything(e.because()));
    }
  }

  /** With what a delegated task knows of where it is done. */
  private ItemRun delegated(TaskSettings settings) {
    if (settings.delegate().isEmpty()) {
      return this;
    }
    Scope more = DelegatedVariables.in(scope, settings.delegate().get().name());
    return new ItemRun(play, host, order, title, more, register, doubt);
  }

  private Ready due(TaskSettings settings) {
    Value.Dict arguments;
    try {
      arguments = arguments();
    } catch (EvaluationException e) {
      Optional<String> yet = play.mayComeYet(host, e);
      return new Ready.Over(
          yet.isPresent()
              ? maybeAnything(yet.get())
              : ending(e, done(settings, Verdict.mistaken(e, Results.argumentFailure(e)))));
    }
    play.run().redactor().learn(arguments);
    if (order.step() instanceof Step.Task task) {
      play.run().redactor().learn(ArgumentValues.secrets(task.module(), arguments));
    }
    return new Ready.Due(
        this, new Moment(play, host, order.step(), title, scope, settings, arguments));
  }

  /** Does the work, as often as the task says. */
  ItemDone perform(Moment moment, Function<Moment, Performed> work) {
    try {
      return attempt(moment, work);
    } catch (EvaluationException e) {
      Optional<String> yet = play.mayComeYet(host, e);
      return yet.isPresent() ? maybeAnything(yet.get()) : ending(e, mistake(e));
    } catch (KeywordReader.NotYetKnown e) {
      return maybeAnything(e.because());
    }
  }

  private ItemDone attempt(Moment moment, Function<Moment, Performed> work) {
    TaskSettings settings = moment.settings();
    try {
      return tries(moment, work);
    } catch (HostException e) {
      Verdict verdict =
          e.isUnreachable()
              ? Verdict.of(Status.UNREACHABLE, Results.unreachable(String.valueOf(e.getMessage())))
              : Verdict.of(Status.FAILED, Results.failure(String.valueOf(e.getMessage())));
      return done(settings, verdict);
    } catch (EvaluationException e) {
      return done(settings, Verdict.mistaken(e, Results.failure(e)));
    }
  }

  /** A mistake before anything is done ends a loop, but not one that Python would tell of. */
  private static ItemDone ending(EvaluationException mistake, ItemDone done) {
    return mistake.kind() == EvaluationException.Kind.FAULT ? done : done.endingLoop();
  }

  private Value.Dict arguments() {
    return new ArgumentValues(scope, play.run().templates())
        .evaluate(order.spec(), order.arguments(), order.whole(), order.step().keywords());
  }

  private ItemDone tries(Moment moment, Function<Moment, Performed> work) {
    Keywords keywords = order.step().keywords();
    int most = 1 + moment.settings().retries();
    for (int attempt = 1; ; attempt++) {
      Performed performed = work.apply(moment);
      if (most > 1) {
        performed = performed.with("attempts", Value.of(attempt));
      }
      Verdict verdict =
          Verdict.of(
              performed, keywords, scope, register, moment.settings().check(), moment.until());
      if (most == 1 || verdict.status() == Status.SKIPPED) {
        return done(moment, performed, verdict);
      }
      verdict = counted(verdict, attempt);
      ConditionResult enough = enough(verdict);
      if (!enough.equals(ConditionResult.FALSE)) {
        return done(moment, performed, waiting(verdict, enough));
      }
      if (attempt == most) {
        return done(moment, performed, exhausted(verdict, moment.settings().retries()));
      }
      again(moment, verdict, attempt, most);
    }
  }

  private static Verdict counted(Verdict verdict, int attempt) {
    return verdict.result() instanceof Value.Dict d
        ? verdict.as(verdict.status(), d.with("attempts", Value.of(attempt)))
        : verdict;
  }

  /** What only tells may be asked in vain until it fails. */
  private static Verdict waiting(Verdict verdict, ConditionResult enough) {
    return verdict.status() == Status.OK
            && enough instanceof ConditionResult.Unknown(String because)
        ? new Verdict(
            Status.UNKNOWN,
            verdict.result(),
            verdict.because().or(() -> Optional.of(because)),
            verdict.restUnknown())
        : verdict;
  }

  private static Verdict exhausted(Verdict verdict, int retries) {
    Value result =
        verdict.result() instanceof Value.Dict d
            ? d.with("attempts", Value.of(retries)).with("failed", Value.TRUE)
            : verdict.result();
    boolean saidOtherwise =
        result instanceof Value.Dict d
            && d.get("failed_when_result").equals(Optional.of(Value.FALSE));
    return verdict.as(saidOtherwise ? verdict.status() : Status.FAILED, result);
  }

  private ConditionResult enough(Verdict verdict) {
    List<Compiled> until = order.step().keywords().until();
    if (until.isEmpty()) {
      return ConditionResult.of(verdict.status() != Status.FAILED);
    }
    return Guards.all(
        until, register.map(name -> scope.with(Map.of(name, verdict.result()))).orElse(scope));
  }

  private void again(Moment moment, Verdict verdict, int attempt, int most) {
    TaskSettings settings = moment.settings();
    Value.Dict shown = verdict.result() instanceof Value.Dict d ? d : Value.EMPTY_DICT;
    play.run()
        .events()
        .accept(
            new Event.Retrying(
                title,
                host,
                attempt,
                most - attempt,
                settings.noLog() ? Results.censored(shown) : shown));
    try {
      play.run().operator().pause(settings.delay());
      play.run().hands().timePassed();
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
  }

  private ItemDone done(Moment moment, Performed performed, Verdict verdict) {
    List<VariableChange> changes = new ArrayList<>(performed.changes());
    if (!performed.facts().entries().isEmpty()) {
      boolean plain = !order.gathersFacts();
      Optional<HostName> owner =
          moment.settings().delegateFacts() ? moment.settings().delegate() : Optional.empty();
      changes.add((variables, h) -> variables.addFacts(owner.orElse(h), performed.facts(), plain));
    }
    boolean shown =
        verdict.status() != Status.OK && moment.settings().diff() && !moment.settings().noLog();
    String diff = shown ? performed.diff() : "";
    return finish(moment.settings(), verdict, diff, changes);
  }

  private ItemDone done(TaskSettings settings, Verdict verdict) {
    return finish(settings, verdict, "", List.of());
  }

  private ItemDone finish(
      TaskSettings settings, Verdict verdict, String diff, List<VariableChange> changes) {
    Status status = verdict.status();
    boolean ignored =
        (status == Status.FAILED && settings.ignoreErrors())
            || (status == Status.UNREACHABLE && settings.ignoreUnreachable());
    Value.Dict shown = verdict.result() instanceof Value.Dict d ? d : Value.EMPTY_DICT;
    Value told = PartlyKnown.of(Results.withoutMarks(verdict.result()), verdict.restUnknown());
    Value registered = settings.noLog() ? Results.hidden(told) : told;
    return new ItemDone(
        new Ended(
            status,
            ignored,
            false,
            settings.noLog() ? Results.censored(shown) : shown,
            diff,
            status == Status.FAILED && settings.noLog() ? Optional.empty() : verdict.because()),
        registered,
        settings.delegate(),
        changes,
        notifies(status),
        settings.noLog());
  }

  /** Handlers to notify; where it is unknown whether anything changes, they may be. */
  private Set<String> notifies(Status status) {
    boolean may =
        status == Status.CHANGED || status == Status.WOULD_CHANGE || status == Status.UNKNOWN;
    Set<String> names = new LinkedHashSet<>();
    if (may) {
      KeywordReader read = new KeywordReader(scope);
      for (Compiled one : order.step().keywords().notifies()) {
        read.value(Optional.of(one)).ifPresent(v -> names.addAll(names(v)));
      }
    }
    return names;
  }

  /** Names of handlers may hold commas, so only lists are taken apart. */
  private static List<String> names(Value value) {
    return value instanceof Value.Sequence s
        ? s.items().stream().flatMap(v -> names(v).stream()).toList()
        : List.of(dev.play.template.PythonText.str(value));
  }

  private ItemDone skipped(Optional<Compiled> condition) {
    Value.Dict result = Results.skipped(condition);
    boolean noLog = isNoLog();
    return new ItemDone(
        new Ended(
            Status.SKIPPED,
            false,
            false,
            noLog ? Results.censored(result) : result,
            "",
            Optional.of(Results.NOT_ASKED_FOR)),
        result,
        Optional.empty(),
        List.of(),
        Set.of(),
        noLog);
  }

  /** Where it cannot be told, nothing is shown. */
  private boolean isNoLog() {
    try {
      return new KeywordReader(scope)
          .flag(order.step().keywords().noLog(), play.run().options().defaults().noLog());
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      return true;
    }
  }

  /** A mistake before the keywords were known; ignore_errors still counts where it can be read. */
  private ItemDone mistake(EvaluationException e) {
    Value.Dict result = Results.failure(e);
    boolean ignored;
    try {
      ignored = new KeywordReader(scope).flag(order.step().keywords().ignoreErrors(), false);
    } catch (EvaluationException | KeywordReader.NotYetKnown further) {
      ignored = false;
    }
    return new ItemDone(
        new Ended(Status.FAILED, ignored, false, result, "", Results.place(e)),
        result,
        Optional.empty(),
        List.of(),
        Set.of(),
        false);
  }

  /** Whether it is done at all is unknown. */
  private ItemDone maybe(TaskSettings settings, String because) {
    try {
      Moment moment = new Moment(play, host, order.step(), title, scope, settings, arguments());
      return done(moment, order.work().maybe(moment, because), unknown(because));
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      return maybeAnything(because);
    }
  }

  private Verdict unknown(String because) {
    return new Verdict(
        Status.UNKNOWN,
        new Value.Unknown("until \"" + title.name() + "\""),
        Optional.of(because),
        Optional.empty());
  }

  private ItemDone maybeAnything(String because) {
    play.run()
        .hands()
        .mayTouch(play.reach(host), order.work().mayTouchAtMost(), title.name(), because);
    return new ItemDone(
        new Ended(Status.UNKNOWN, false, false, Value.EMPTY_DICT, "", Optional.of(because)),
        new Value.Unknown("until \"" + title.name() + "\""),
        Optional.empty(),
        List.of(),
        notifies(Status.UNKNOWN),
        false);
  }
}
