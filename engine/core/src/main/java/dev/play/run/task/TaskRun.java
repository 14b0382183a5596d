package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.event.Ended;
import dev.play.event.Event;
import dev.play.event.Status;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.run.RunInterrupted;
import dev.play.run.keyword.Guards;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.loop.LoopItems;
import dev.play.run.loop.LoopLocals;
import dev.play.run.port.VariableChange;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task on one host: once, or once for each item of its loop. */
public final class TaskRun {
  private static final String CENSORED = "(censored due to no_log)";

  private final PlayContext play;
  private final HostName host;
  private final Map<String, Value> locals;
  private final Order order;
  private final TaskTitle title;
  private final Optional<String> doubt;

  /**
   * @param locals what includes around the task define for it
   * @param doubt in a check: why it is unknown whether the task is reached, if it is
   */
  public TaskRun(
      PlayContext play,
      HostName host,
      Map<String, Value> locals,
      Order order,
      TaskTitle title,
      Optional<String> doubt) {
    this.play = play;
    this.host = host;
    this.locals = locals;
    this.order = order;
    this.title = title;
    this.doubt = doubt;
  }

  /** Does the task and whatever it does to variables. */
  public TaskDone run() {
    Keywords keywords = order.step().keywords();
    Optional<String> register = register(keywords);
    if (keywords.loop().isEmpty()) {
      ItemDone done = item(scope(), register);
      apply(done.changes());
      return whole(done, register);
    }
    Keywords.Loop loop = keywords.loop().get();
    LoopItems items;
    try {
      items = LoopItems.of(loop, scope(), play.run().templates());
    } catch (EvaluationException e) {
      return whole(withoutItems(e), register);
    }
    return switch (items) {
      case LoopItems.Unknown(String because) -> whole(unknownItems(because), register);
      case LoopItems.Known(List<Value> list) -> loop(loop, list, register);
    };
  }

  private Scope scope() {
    Scope scope = play.variables().scope(host, order.step().around());
    return locals.isEmpty() ? scope : scope.with(locals);
  }

  private Optional<String> register(Keywords keywords) {
    return keywords.register().map(name -> PythonText.str(name.evaluate(scope())));
  }

  private ItemDone item(Scope scope, Optional<String> register) {
    return new ItemRun(play, host, order, title, scope, register, doubt).run();
  }

  private void apply(List<VariableChange> changes) {
    changes.forEach(change -> change.apply(play.variables(), host));
  }

  private TaskDone whole(ItemDone done, Optional<String> register) {
    List<VariableChange> changes = new ArrayList<>(done.changes());
    register.ifPresent(name -> keep(name, done.registered(), changes));
    return new TaskDone(
        done.ended(), done.registered(), done.delegate(), changes, done.notifies(), false);
  }

  private void keep(String name, Value registered, List<VariableChange> changes) {
    VariableChange change = (variables, h) -> variables.register(h, name, registered);
    change.apply(play.variables(), host);
    changes.add(change);
  }

  /** The items cannot be had. That is no failure where a condition says not to do the task. */
  private ItemDone withoutItems(EvaluationException why) {
    Scope scope = scope();
    try {
      ConditionResult when = Guards.all(order.step().keywords().when(), scope);
      if (when.equals(ConditionResult.FALSE)) {
        return item(scope, Optional.empty());
      }
      if (when instanceof ConditionResult.Unknown(String because)) {
        return unknownItems(because);
      }
    } catch (EvaluationException further) {
      // The condition needs the item, so it cannot excuse the missing list.
      return failed(why, scope);
    }
    return failed(why, scope);
  }

  private ItemDone failed(EvaluationException why, Scope scope) {
    Optional<String> yet = play.mayComeYet(host, why);
    if (yet.isPresent()) {
      return unknownItems(yet.get());
    }
    boolean ignored = new KeywordReader(scope).flag(order.step().keywords().ignoreErrors(), false);
    Value.Dict result = Results.failure(why);
    return new ItemDone(
        new Ended(Status.FAILED, ignored, false, result, "", Results.place(why)),
        result,
        Optional.empty(),
        List.of(),
        Set.of(),
        false);
  }

  private ItemDone unknownItems(String because) {
    play.run()
        .hands()
        .mayTouch(play.reach(host), order.work().mayTouchAtMost(), title.name(), because);
    List<VariableChange> changes = order.work().ofUnknownItems(order.arguments().keySet(), because);
    apply(changes);
    return new ItemDone(
        new Ended(Status.UNKNOWN, false, false, Value.EMPTY_DICT, "", Optional.of(because)),
        new Value.Unknown("until \"" + title.name() + "\""),
        Optional.empty(),
        changes,
        Set.of(),
        false);
  }

  private TaskDone loop(Keywords.Loop loop, List<Value> items, Optional<String> register) {
    List<ItemDone> done = new ArrayList<>();
    List<Value> results = new ArrayList<>();
    Scope outer = scope();
    ItemsAhead ahead = ahead(loop, items, register);
    for (int i = 0; i < items.size(); i++) {
      Map<String, Value> here = LoopLocals.at(loop, items, i);
      Scope scope = scope().with(here);
      ItemDone one = ahead.item(i);
      if (one.endsLoop()) {
        return ended(one, done, register);
      }
      apply(one.changes());
      String label;
      try {
        label =
            one.noLog()
                ? CENSORED
                : LoopLocals.label(loop, items.get(i), seen(scope, register, one));
      } catch (EvaluationException e) {
        label = LoopLocals.shown(items.get(i));
        one = unlabelled(one, e, scope);
      }
      Value.Dict about = LoopLocals.about(loop, here, label);
      results.add(with(one.registered(), about));
      done.add(one);
      tell(one, label, about);
      if (one.ended().status() == Status.UNREACHABLE || stops(loop, scope, register, one)) {
        break;
      }
      if (i + 1 < items.size()) {
        pause(loop, outer);
      }
    }
    return summary(done, results, register);
  }

  private ItemsAhead ahead(Keywords.Loop loop, List<Value> items, Optional<String> register) {
    boolean alone =
        items.size() < 2
            || doubt.isPresent()
            || play.run().options().check()
            || ItemsAhead.mustWait(loop, order, register);
    return new ItemsAhead(
        i ->
            new ItemRun(
                play,
                host,
                order,
                title,
                scope().with(LoopLocals.at(loop, items, i)),
                register,
                doubt),
        items.size(),
        order,
        alone);
  }

  /** A mistake that is no item's alone: the task as a whole has failed by it, as in Ansible. */
  private TaskDone ended(ItemDone mistake, List<ItemDone> before, Optional<String> register) {
    List<VariableChange> changes = new ArrayList<>();
    Set<String> notifies = new LinkedHashSet<>();
    before.forEach(
        one -> {
          changes.addAll(one.changes());
          notifies.addAll(one.notifies());
        });
    return whole(
        new ItemDone(
            mistake.ended(),
            mistake.registered(),
            mistake.delegate(),
            changes,
            notifies,
            mistake.noLog()),
        register);
  }

  /** An item whose label cannot be made has failed, whatever became of it, as in Ansible. */
  private ItemDone unlabelled(ItemDone one, EvaluationException why, Scope scope) {
    Map<Value, Value> result = new LinkedHashMap<>();
    if (one.registered() instanceof Value.Dict dict) {
      result.putAll(dict.entries());
    }
    result.put(new Value.Text("failed"), Value.TRUE);
    result.put(
        new Value.Text("msg"),
        new Value.Text("Failed to template loop_control.label: " + why.message()));
    Value.Dict failed = new Value.Dict(result);
    Ended ended = one.ended();
    return new ItemDone(
        new Ended(
            Status.FAILED,
            new KeywordReader(scope).flag(order.step().keywords().ignoreErrors(), false),
            false,
            failed,
            ended.diff(),
            Results.place(why)),
        failed,
        one.delegate(),
        one.changes(),
        one.notifies(),
        one.noLog());
  }

  private static Value with(Value registered, Value.Dict about) {
    if (!(registered instanceof Value.Dict dict)) {
      return registered;
    }
    Map<Value, Value> out = new LinkedHashMap<>(dict.entries());
    out.putAll(about.entries());
    return new Value.Dict(out);
  }

  private void tell(ItemDone one, String label, Value.Dict about) {
    Ended ended = one.ended();
    Value.Dict result = one.noLog() ? ended.result() : (Value.Dict) with(ended.result(), about);
    play.run()
        .events()
        .accept(
            new Event.ItemFinished(
                title,
                host,
                one.delegate(),
                label,
                new Ended(
                    ended.status(),
                    ended.ignored(),
                    ended.rescued(),
                    result,
                    ended.diff(),
                    ended.because())));
  }

  private static boolean stops(
      Keywords.Loop loop, Scope scope, Optional<String> register, ItemDone one) {
    if (loop.breakWhen().isEmpty()) {
      return false;
    }
    return Guards.all(loop.breakWhen(), seen(scope, register, one)).equals(ConditionResult.TRUE);
  }

  /** With the item's own result under the name that it is registered by. */
  private static Scope seen(Scope scope, Optional<String> register, ItemDone one) {
    return register.map(name -> scope.with(Map.of(name, one.registered()))).orElse(scope);
  }

  private void pause(Keywords.Loop loop, Scope scope) {
    Optional<Double> seconds = new KeywordReader(scope).number(loop.pause());
    if (seconds.isPresent() && seconds.get() > 0 && !play.run().options().check()) {
      try {
        play.run().operator().pause(Duration.ofMillis(Math.round(seconds.get() * 1000)));
        play.run().hands().timePassed();
      } catch (InterruptedException e) {
        throw new RunInterrupted();
      }
    }
  }

  private TaskDone summary(List<ItemDone> done, List<Value> results, Optional<String> register) {
    Status status = Status.SKIPPED;
    boolean changed = false;
    boolean ignored = true;
    Optional<String> because = Optional.empty();
    Set<String> notifies = new LinkedHashSet<>();
    List<VariableChange> changes = new ArrayList<>();
    for (ItemDone one : done) {
      Ended ended = one.ended();
      status = status.worse(ended.status());
      changed |= ended.status() == Status.CHANGED || ended.status() == Status.WOULD_CHANGE;
      ignored &= ended.status().good() || ended.ignored();
      because = because.or(ended::because);
      notifies.addAll(one.notifies());
      changes.addAll(one.changes());
    }
    Value.Dict result = Results.ofLoop(results, status, changed);
    boolean noLog = done.stream().anyMatch(ItemDone::noLog);
    boolean bad = !status.good();
    register.ifPresent(name -> keep(name, result, changes));
    return new TaskDone(
        new Ended(
            status,
            bad && ignored,
            false,
            noLog ? Results.censored(result) : result,
            "",
            status == Status.UNKNOWN || status == Status.SKIPPED ? because : Optional.empty()),
        result,
        done.isEmpty() ? Optional.empty() : done.getFirst().delegate(),
        changes,
        notifies,
        true);
  }
}
