package dev.play.run.debug;

import dev.play.compile.Step;
import dev.play.event.Event;
import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import dev.play.run.RunDefaults;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.task.Order;
import dev.play.run.task.PlayContext;
import dev.play.run.task.TaskDone;
import dev.play.schema.Argument;
import dev.play.source.Span;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A task on a host, with the debugger behind it where that is wanted. */
public final class DebuggedTask {
  /** Free-form text: our name, and the one by which Ansible's users know it. */
  private static final String FREE = "_raw";

  private static final String FREE_SHOWN = "_raw_params";

  private final PlayContext play;
  private final HostName host;
  private final TaskTitle title;

  /** Does a task as it is now, with these variables from includes and from the debugger. */
  @FunctionalInterface
  public interface Attempt {
    TaskDone run(Order order, Map<String, Value> locals);
  }

  public DebuggedTask(PlayContext play, HostName host, TaskTitle title) {
    this.play = play;
    this.host = host;
    this.title = title;
  }

  /** Does it until nobody wants it done once more. */
  public TaskDone run(Order order, Map<String, Value> locals, Attempt attempt) {
    Order now = order;
    Map<String, Value> variables = Map.of();
    while (true) {
      Map<String, Value> all = new HashMap<>(locals);
      all.putAll(variables);
      TaskDone done = attempt.run(now, all);
      Scope scope = scope(order.step(), all);
      if (!begins(order.step(), scope, done)) {
        return done;
      }
      switch (asked(now, scope, variables, done)) {
        case Debugger.Next.GoOn g -> {
          return done;
        }
        case Debugger.Next.Again(Map<String, Value> arguments, Map<String, Value> changed) -> {
          now = with(now, arguments);
          variables = Map.copyOf(changed);
          play.run().events().accept(new Event.TakenBack(title, host, done.ended()));
        }
      }
    }
  }

  private Scope scope(Step step, Map<String, Value> locals) {
    Scope scope = play.variables().scope(host, step.around());
    return locals.isEmpty() ? scope : scope.with(locals);
  }

  private boolean begins(Step step, Scope scope, TaskDone done) {
    RunDefaults defaults = play.run().options().defaults();
    String keyword = new KeywordReader(scope).text(step.keywords().debugger()).orElse("");
    String strategy =
        play.play()
            .strategy()
            .flatMap(s -> s.constant())
            .map(PythonText::str)
            .orElse(defaults.strategy());
    boolean usually = defaults.debugger() || strategy.endsWith("debug");
    return DebuggerRule.begins(keyword, usually, defaults.debuggerPassesIgnored(), done.ended());
  }

  /** One host at a time: there is one operator. */
  private Debugger.Next asked(
      Order order, Scope scope, Map<String, Value> variables, TaskDone done) {
    Map<String, Value> arguments = new LinkedHashMap<>();
    order
        .arguments()
        .forEach(
            (name, argument) ->
                arguments.put(name.equals(FREE) ? FREE_SHOWN : name, argument.value()));
    synchronized (play.run().stepping()) {
      return new Debugger(
              play.run().operator(),
              play.run().templates(),
              host,
              title.name(),
              scope,
              play.run().redactor().clean(done.ended().result()),
              arguments,
              variables)
          .run();
    }
  }

  private static Order with(Order order, Map<String, Value> arguments) {
    Span here = order.step().span();
    Map<String, Argument> changed = new LinkedHashMap<>();
    arguments.forEach(
        (shown, value) -> {
          String name = shown.equals(FREE_SHOWN) ? FREE : shown;
          changed.put(
              name,
              Optional.ofNullable(order.arguments().get(name))
                  .filter(old -> old.value().equals(value))
                  .orElseGet(() -> new Argument(here, here, value)));
        });
    return new Order(order.step(), order.spec(), changed, order.whole(), order.work());
  }
}
