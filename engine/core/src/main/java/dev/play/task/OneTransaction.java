package dev.play.task;

import dev.play.module.Plan;
import dev.play.schema.JoinedArguments;
import dev.play.schema.ModuleSpec;
import dev.play.task.ModuleOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Items of one loop that are carried out as one, where their module says that this means the same:
 * twenty packages in one transaction. Each item tells what it would have found by itself. Where the
 * whole cannot be done each item has its own turn, so that the one that is to blame is named; what
 * was carried out until then is told with the first.
 */
final class OneTransaction {
  private final HostSession host;
  private final Function<ModuleRunner.Item, PlanningView> views;
  private Optional<ModuleOutcome> failed = Optional.empty();

  OneTransaction(HostSession host, Function<ModuleRunner.Item, PlanningView> views) {
    this.host = host;
    this.views = views;
  }

  /**
   * Carries them out.
   *
   * @return how they went, all of them; empty where they have to be done one after the other
   */
  Optional<List<ModuleOutcome>> of(List<ModuleRunner.Item> items) {
    ModuleRunner.Item first = items.getFirst();
    ModuleSpec spec = first.module();
    if (spec.doc().together().isEmpty()
        || !items.stream().allMatch(item -> item.module() == spec && isAlike(item, first))) {
      return Optional.empty();
    }
    List<Plan> plans = new ArrayList<>();
    for (ModuleRunner.Item item : items) {
      if (!(new Planner(host).attempt(task(item, item.args()))
          instanceof Planner.Attempt.Planned(Plan plan))) {
        return Optional.empty();
      }
      plans.add(plan);
    }
    if (!plans.stream().allMatch(OneTransaction::isPlain)
        || plans.stream().filter(Plan.Change.class::isInstance).count() < 2) {
      return Optional.empty();
    }
    return JoinedArguments.of(spec, items.stream().map(ModuleRunner.Item::args).toList())
        .map(args -> task(first, args))
        .filter(task -> new Planner(host).plan(task) instanceof Plan.Change)
        .map(task -> new RealRun(host, task, first.settings()).run())
        .filter(this::isDone)
        .map(whole -> told(items, plans, whole));
  }

  private boolean isDone(ModuleOutcome whole) {
    if (whole.status() != Status.CHANGED && !whole.outcomes().isEmpty()) {
      failed = Optional.of(whole);
    }
    return whole.status() == Status.CHANGED;
  }

  /** How items went one after the other, and before them the whole, where it was tried in vain. */
  List<ModuleOutcome> behindFailed(List<ModuleOutcome> items) {
    if (failed.isEmpty()) {
      return items;
    }
    List<ModuleOutcome> out = new ArrayList<>(items);
    out.set(0, items.getFirst().behind(failed.get()));
    return out;
  }

  private static boolean isAlike(ModuleRunner.Item a, ModuleRunner.Item b) {
    HostAccess.Way way = a.settings().way();
    return way.timeout().isEmpty()
        && way.as().equals(b.settings().become())
        && way.environment().equals(b.settings().environment());
  }

  private static boolean isPlain(Plan plan) {
    return plan instanceof Plan.Same || plan instanceof Plan.Change change && !change.mayFollow();
  }

  private Planner.Task task(ModuleRunner.Item item, Record args) {
    return new Planner.Task(item.module().create(), args, views.apply(item));
  }

  /** What was carried out and its diff stand with the first item that needed it. */
  private List<ModuleOutcome> told(
      List<ModuleRunner.Item> items, List<Plan> plans, ModuleOutcome whole) {
    List<ModuleOutcome> out = new ArrayList<>();
    ModuleOutcome next = whole;
    for (int i = 0; i < items.size(); i++) {
      if (plans.get(i) instanceof Plan.Change) {
        out.add(next);
        next = ModuleOutcome.of(whole.status(), whole.result());
      } else {
        ModuleRunner.Item item = items.get(i);
        out.add(new RealRun(host, task(item, item.args()), item.settings()).without(plans.get(i)));
      }
    }
    return out;
  }
}
