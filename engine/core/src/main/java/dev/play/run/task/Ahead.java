package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.connection.ShellRequest;
import dev.play.host.HostName;
import dev.play.run.keyword.Guards;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.loop.LoopItems;
import dev.play.run.loop.LoopLocals;
import dev.play.run.port.Call;
import dev.play.run.port.Reach;
import dev.play.schema.Bound;
import dev.play.template.ConditionResult;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out which calls tasks ahead will make, as far as that shows without their turn. */
public final class Ahead {
  /** Items of one loop that are looked at. */
  private static final int MOST_ITEMS = 50;

  private final PlayContext play;
  private final HostName host;
  private final Map<String, Value> locals;

  public Ahead(PlayContext play, HostName host, Map<String, Value> locals) {
    this.play = play;
    this.host = host;
    this.locals = locals;
  }

  /** The calls of a task: none where anything about it depends on what is still to come. */
  public List<Call> of(Step.Task task) {
    List<Call> calls = new ArrayList<>();
    Scope plain = play.variables().scope(host, task.around());
    Scope own = locals.isEmpty() ? plain : plain.with(locals);
    Scope scope = new AheadScope(own);
    try {
      if (task.keywords().loop().isEmpty()) {
        add(task, scope, own, calls);
        return calls;
      }
      Keywords.Loop loop = task.keywords().loop().get();
      if (LoopItems.of(loop, scope, play.run().templates()) instanceof LoopItems.Known known) {
        int most = Math.min(MOST_ITEMS, known.items().size());
        for (int i = 0; i < most; i++) {
          Map<String, Value> here = LoopLocals.at(loop, known.items(), i);
          add(task, scope.with(here), own.with(here), calls);
        }
      }
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      // It is evaluated again at its turn, which is when its mistakes count.
      return calls;
    }
    return calls;
  }

  private void add(Step.Task task, Scope scope, Scope own, List<Call> calls) {
    Keywords keywords = task.keywords();
    if (!Guards.all(keywords.when(), scope).equals(ConditionResult.TRUE)) {
      return;
    }
    TaskSettings settings = TaskSettings.read(keywords, scope, play.run().options());
    if (settings.delegate().isPresent()) {
      return;
    }
    Value.Dict arguments =
        new ArgumentValues(scope, play.run().templates())
            .evaluate(task.module(), task.arguments(), task.wholeArguments(), keywords);
    if (task.module().bind(arguments) instanceof Bound.Arguments(Record record)) {
      calls.add(
          new Call(
              new Reach(host, own, settings.connecting()),
              keywords
                  .name()
                  .map(n -> PythonText.str(n.evaluate(scope)))
                  .orElse(task.module().name()),
              task.module(),
              record,
              settings.check(),
              false,
              settings.environment(),
              settings.timeout(),
              play.variables().files(scope, task.around()),
              ShellRequest.SILENT,
              false));
    }
  }
}
