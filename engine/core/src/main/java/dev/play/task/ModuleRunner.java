package dev.play.task;

import dev.play.connection.Become;
import dev.play.effect.Asker;
import dev.play.effect.EffectDiff;
import dev.play.effect.FileDiff;
import dev.play.effect.Overlay;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.host.Probe;
import dev.play.module.Module;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.schema.ModuleSpec;
import dev.play.task.ModuleOutcome.Status;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Runs one module on one host: plans, then carries the effects out or, in a check, lays them over
 * the host's session.
 */
public final class ModuleRunner {
  private static final int MOST_ROUNDS_AHEAD = 6;

  private final RandomGenerator random;

  /**
   * @param random for {@link dev.play.module.HostView#nonce}
   */
  public ModuleRunner(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Runs.
   *
   * @throws HostException unreachable, when the host is lost; all other failures of the host's are
   *     outcomes
   */
  public ModuleOutcome run(ModuleSpec spec, Record args, HostSession host, RunSettings settings) {
    return run(spec.create(), args, host, settings);
  }

  /** Runs an instance of a module; for tests of a module. */
  public ModuleOutcome run(
      Module<Record> module, Record args, HostSession host, RunSettings settings) {
    PlanningView view =
        new PlanningView(
            host,
            settings.become(),
            settings.environment(),
            settings.files(),
            random.nextLong(),
            settings.checkMode());
    Planner.Task task = new Planner.Task(module, args, view);
    try {
      return settings.checkMode()
          ? new CheckRun(host, task, settings).run()
          : new RealRun(host, task, settings).run();
    } catch (HostException e) {
      if (e.isUnreachable()) {
        throw e;
      }
      return failed(String.valueOf(e.getMessage()), TaskResult.EMPTY);
    } finally {
      host.postponeNothing();
    }
  }

  /**
   * One item of a loop.
   *
   * @param settings of which none is a check
   */
  public record Item(ModuleSpec module, Record args, RunSettings settings) {}

  /**
   * Runs items of one loop, in order, in as few round trips as can be.
   *
   * @return how the first of them went: at least one, at most all
   * @throws HostException unreachable, when the host is lost
   */
  public List<ModuleOutcome> runSome(List<Item> items, HostSession host) {
    anticipateItems(items, host);
    OneTransaction whole = new OneTransaction(host, item -> view(item, host));
    Optional<List<ModuleOutcome>> asOne = asOne(whole, items, host);
    return asOne.isPresent() ? asOne.get() : whole.behindFailed(oneByOne(items, host));
  }

  private List<ModuleOutcome> oneByOne(List<Item> items, HostSession host) {
    Planner planner = new Planner(host);
    Together together = new Together(host);
    for (Item item : items) {
      RunSettings how = item.settings();
      RecordingView view = new RecordingView(view(item, host));
      Planner.Task task = new Planner.Task(item.module().create(), item.args(), view);
      if (!(planner.attempt(task) instanceof Planner.Attempt.Planned(Plan plan))
          || !together.add(task, how, plan, view.asked())) {
        break;
      }
    }
    if (together.size() == 0) {
      Item first = items.getFirst();
      return List.of(run(first.module(), first.args(), host, first.settings()));
    }
    try {
      return together.run();
    } catch (HostException e) {
      if (e.isUnreachable()) {
        throw e;
      }
      return List.of(failed(String.valueOf(e.getMessage()), TaskResult.EMPTY));
    } finally {
      host.postponeNothing();
    }
  }

  private static Optional<List<ModuleOutcome>> asOne(
      OneTransaction whole, List<Item> items, HostSession host) {
    try {
      return whole.of(items);
    } catch (HostException e) {
      if (e.isUnreachable()) {
        throw e;
      }
      // Each item tells its own failure.
      return Optional.empty();
    } finally {
      host.postponeNothing();
    }
  }

  private PlanningView view(Item item, HostSession host) {
    RunSettings how = item.settings();
    return new PlanningView(
        host, how.become(), how.environment(), how.files(), random.nextLong(), false);
  }

  private static Planned planned(Item item) {
    RunSettings how = item.settings();
    return new Planned(
        item.module(), item.args(), how.become(), how.environment(), how.files(), false);
  }

  /**
   * Asks now, in as few round trips as can be, what tasks ahead will want to know, but for what
   * will have to be asked anew at its turn ({@link Foresight}). Never acts, and never fails: a task
   * that cannot be planned yet is planned at its turn.
   */
  public void anticipate(List<Planned> ahead, HostSession host) {
    Foresight foresight = new Foresight(host);
    List<Planner.Task> tasks = speculative(ahead, host);
    for (int i = 0; i < ahead.size(); i++) {
      foresight.add(ahead.get(i), tasks.get(i));
    }
    askAhead(foresight::round, host);
  }

  /** Items of one loop may be planned, and done, together: each is asked for. */
  private void anticipateItems(List<Item> items, HostSession host) {
    List<Planner.Task> tasks =
        speculative(items.stream().map(ModuleRunner::planned).toList(), host);
    Planner planner = new Planner(host);
    askAhead(
        () -> {
          List<Missing> wanted = new ArrayList<>();
          tasks.removeIf(
              task -> {
                Optional<Missing> missing = planner.wanted(task);
                missing.ifPresent(wanted::add);
                return missing.isEmpty();
              });
          return wanted;
        },
        host);
  }

  /**
   * @param round what is wanted next; nothing ends it
   */
  private static void askAhead(Supplier<List<Missing>> round, HostSession host) {
    for (int i = 0; i < MOST_ROUNDS_AHEAD; i++) {
      Map<Optional<Become>, Set<Probe<?>>> wanted = new HashMap<>();
      for (Missing missing : round.get()) {
        wanted.computeIfAbsent(missing.as(), a -> new LinkedHashSet<>()).addAll(missing.probes());
      }
      if (wanted.isEmpty()) {
        return;
      }
      wanted.forEach((as, probes) -> fetch(host, probes, as));
    }
  }

  private List<Planner.Task> speculative(List<Planned> ahead, HostSession host) {
    List<Planner.Task> tasks = new ArrayList<>();
    for (Planned p : ahead) {
      tasks.add(
          new Planner.Task(
              p.module().create(),
              p.args(),
              new PlanningView(
                  host, p.become(), p.environment(), p.files(), random.nextLong(), true)));
    }
    return tasks;
  }

  /**
   * Has the host's next question ask along what tasks ahead want to know first. Asks nothing
   * itself.
   */
  public void foresee(List<Planned> ahead, HostSession host) {
    Planner planner = new Planner(host);
    for (Planner.Task task : speculative(ahead, host)) {
      planner.wanted(task).ifPresent(m -> host.askAlong(m.probes(), m.as()));
    }
  }

  /** A host that does not answer now (a wrong sudo password, say) is told of at the task's turn. */
  private static void fetch(HostSession host, Set<Probe<?>> probes, Optional<Become> as) {
    try {
      host.fetch(probes, as);
    } catch (HostException e) {
      if (e.isUnreachable()) {
        host.postpone(e);
        throw e;
      }
    }
  }

  /** The probes that a task would ask next. */
  public Set<Probe<?>> missing(Planned task, HostSession host) {
    return new Planner(host)
        .wanted(
            new Planner.Task(
                task.module().create(),
                task.args(),
                new PlanningView(host, task.become(), task.environment(), task.files(), 0, true)))
        .map(Missing::probes)
        .orElse(Set.of());
  }

  static ModuleOutcome failed(String message, TaskResult result) {
    TaskResult told = result.values().get("msg").isPresent() ? result : result.failed(message);
    return ModuleOutcome.of(Status.FAILED, told).because(message);
  }

  /** What the engine tells of effects that are about to be carried out: {@code diff}, if asked. */
  static List<Value.Dict> details(List<Effect> effects, HostSession host, RunSettings settings) {
    Optional<Become> as = settings.become();
    Overlay before = new Overlay();
    List<Value.Dict> out = new ArrayList<>();
    for (Effect effect : effects) {
      Asker found = settings.checkMode() ? host.view(as) : host.under(before, as);
      Value.Dict diff = settings.diff() ? FileDiff.of(effect, found) : Value.EMPTY_DICT;
      out.add(diff.entries().isEmpty() ? diff : Value.dictOf("diff", diff));
      before.lay(effect, "until the effects before it", host.asker(as));
    }
    return out;
  }

  /** The diffs of effects, in order, as far as what they replace can be known. */
  static String diff(
      List<Effect> effects, Plan.Change plan, HostSession host, RunSettings settings) {
    if (!settings.diff()) {
      return "";
    }
    if (plan.diff().isPresent()) {
      return plan.diff().get();
    }
    StringBuilder out = new StringBuilder();
    Optional<Become> as = settings.become();
    Overlay before = new Overlay();
    for (Effect effect : effects) {
      Asker found = settings.checkMode() ? host.view(as) : host.under(before, as);
      out.append(EffectDiff.of(effect, found));
      // Each effect finds what those before it have left; in a check the session knows that.
      before.lay(effect, "until the effects before it", host.asker(as));
    }
    return out.toString();
  }
}
