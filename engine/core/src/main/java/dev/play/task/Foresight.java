package dev.play.task;

import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tasks ahead want to know, without what would be asked in vain: a task in front that changes
 * what an answer is about has it asked anew. Where that is only likely, since the task in front has
 * answers to come itself, questions wait that take a package manager a second each; others cost
 * little beside a round trip of their own.
 */
final class Foresight {
  private static final class Ahead {
    final Planned planned;
    final Planner.Task task;

    /** What it came to once all was known: asking for others changes nothing about it. */
    @Nullable Plan plan;

    Ahead(Planned planned, Planner.Task task) {
      this.planned = planned;
      this.task = task;
    }
  }

  private final HostSession host;
  private final Planner planner;
  private final List<Ahead> tasks = new ArrayList<>();

  Foresight(HostSession host) {
    this.host = host;
    this.planner = new Planner(host);
  }

  /** The next task, behind those added before. */
  void add(Planned planned, Planner.Task task) {
    tasks.add(new Ahead(planned, task));
  }

  /** What to ask now, as far as answers go; nothing where the rest has to wait for its turn. */
  List<Missing> round() {
    List<Missing> wanted = new ArrayList<>();
    Set<Resource> certain = new HashSet<>();
    Set<Resource> likely = new HashSet<>();
    for (Ahead ahead : tasks) {
      if (ahead.plan != null) {
        touch(ahead, ahead.plan, certain, likely);
        continue;
      }
      switch (planner.attempt(ahead.task)) {
        case Planner.Attempt.Planned(Plan plan) -> {
          ahead.plan = plan;
          touch(ahead, plan, certain, likely);
        }
        case Planner.Attempt.Wants(Missing missing) -> {
          if (!isInVain(missing, certain, likely)) {
            wanted.add(missing);
          }
          likely.addAll(mayTouch(ahead));
        }
      }
    }
    return wanted;
  }

  private static void touch(Ahead ahead, Plan plan, Set<Resource> certain, Set<Resource> likely) {
    Set<Resource> touched = HostSession.touchedBy(effects(plan));
    likely.addAll(touched);
    if (!ahead.planned.checkMode()) {
      certain.addAll(touched);
    }
    if (plan instanceof Plan.Change change && change.mayFollow()) {
      likely.addAll(mayTouch(ahead));
    }
  }

  private boolean isInVain(Missing missing, Set<Resource> certain, Set<Resource> likely) {
    return host.wouldForget(certain, missing.probes())
        || (missing.probes().stream().anyMatch(Foresight::isSlow)
            && host.wouldForget(likely, missing.probes()));
  }

  private static boolean isSlow(Probe<?> probe) {
    return probe instanceof Probe.Query query
        && (query.about().contains(Resource.PACKAGES)
            || query.about().contains(Resource.PACKAGE_SET));
  }

  private static Set<Resource> mayTouch(Ahead ahead) {
    return ahead.task.module().mayTouch(ahead.task.args());
  }

  private static List<Effect> effects(Plan plan) {
    return switch (plan) {
      case Plan.Change change -> change.effects();
      case Plan.Perhaps perhaps -> perhaps.effects();
      case Plan.Same s -> List.of();
      case Plan.Unknown u -> List.of();
      case Plan.Failed f -> List.of();
      case Plan.Skipped s -> List.of();
    };
  }
}
