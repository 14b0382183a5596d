package dev.play.compile.check;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.StepSource;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** All steps of a play, those of dynamic includes with constant names among them. */
final class StepWalk {
  private final Function<Step, Collection<StepSource.Included>> ready;
  private final List<Visit> visits = new ArrayList<>();
  private final List<Step> handlers = new ArrayList<>();
  private final Set<Step> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Step> open = new ArrayList<>();
  private boolean mayEnd;
  private boolean worksHere;
  private int rescued;

  /**
   * @param ready what is known of a dynamic include; empty when its name is not constant
   * @param idle whether the play is for no host
   */
  StepWalk(CompiledPlay play, Function<Step, Collection<StepSource.Included>> ready, boolean idle) {
    this.ready = ready;
    walk(play.steps(), idle);
    handlers.addAll(play.handlers());
    walk(play.handlers(), true);
  }

  List<Visit> visits() {
    return visits;
  }

  /** Handlers of the play, its roles and its includes; blocks and includes among them. */
  List<Step> handlers() {
    return handlers;
  }

  /** Whether these are all steps there can be. */
  boolean complete() {
    return open.isEmpty();
  }

  /** The includes of which it cannot be told what they bring. */
  List<Step> open() {
    return open;
  }

  private void walk(List<Step> steps, boolean conditional) {
    for (Step step : steps) {
      if (!seen.add(step)) {
        continue;
      }
      boolean here = conditional || mayEnd || mayNotHappen(step);
      visits.add(new Visit(step, here, rescued > 0 || mayFail(step.keywords())));
      worksHere |= isHere(step);
      switch (step) {
        case Step.Block block -> {
          rescued += block.rescue().isEmpty() ? 0 : 1;
          walk(block.body(), here || !block.rescue().isEmpty());
          rescued -= block.rescue().isEmpty() ? 0 : 1;
          walk(block.rescue(), true);
          walk(block.always(), here);
        }
        case Step.RoleBody body -> walk(body.body(), here);
        case Step.IncludeTasks tasks -> included(tasks, here);
        case Step.IncludeRole role -> included(role, here);
        case Step.Meta meta -> mayEnd |= isEnd(meta.action());
        case Step.Task task -> {}
        case Step.Engine engine -> mayEnd |= engine.action() == Step.BuiltIn.FAIL && !here;
      }
    }
  }

  private void included(Step include, boolean conditional) {
    Collection<StepSource.Included> known = ready.apply(include);
    if (known.isEmpty()) {
      open.add(include);
    }
    for (StepSource.Included one : known) {
      walk(one.steps(), conditional);
      handlers.addAll(one.handlers());
      walk(one.handlers(), true);
    }
  }

  /** Whether some step is, or may be, carried out on the controller. */
  boolean worksHere() {
    return worksHere;
  }

  private static boolean isHere(Step step) {
    return step.keywords().delegateTo().isPresent()
        || step.keywords()
            .connection()
            .map(c -> !c.constant().equals(Optional.of(new Value.Text("ssh"))))
            .orElse(false)
        || (step instanceof Step.Task task && task.module().name().equals("fetch"));
  }

  private static boolean isEnd(Step.MetaAction action) {
    return switch (action) {
      case END_PLAY, END_HOST, END_BATCH, END_ROLE -> true;
      case FLUSH_HANDLERS,
          REFRESH_INVENTORY,
          NOOP,
          CLEAR_FACTS,
          CLEAR_HOST_ERRORS,
          RESET_CONNECTION ->
          false;
    };
  }

  private static boolean mayNotHappen(Step step) {
    Keywords keywords = step.keywords();
    return !keywords.when().isEmpty()
        || keywords.loop().isPresent()
        || keywords.tags().contains("never")
        || mayFail(keywords);
  }

  /** Whether a failure does no harm, by what the task says itself. */
  private static boolean mayFail(Keywords keywords) {
    return !keywords.failedWhen().isEmpty()
        || keywords
            .ignoreErrors()
            .map(c -> !c.constant().equals(Optional.of(Value.FALSE)))
            .orElse(false);
  }
}
