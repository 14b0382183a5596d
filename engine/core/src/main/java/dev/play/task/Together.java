package dev.play.task;

import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.Plan;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Items of one loop that are carried out in one round trip. An item comes along where it was
 * planned from answers that none of those before it touches: then it would be planned the same
 * after them. Only effects that are over at once come along, so that a person still sees how a long
 * loop gets on.
 */
final class Together {
  /** Bytes of contents in one round trip. */
  private static final long MOST_BYTES = 4L << 20;

  /**
   * An item that has been planned.
   *
   * @param details of its effects, and {@code diff}, as they are told; made before anything changes
   */
  record Item(
      Planner.Task task, RunSettings settings, Plan plan, List<Value.Dict> details, String diff) {}

  private final HostSession host;
  private final List<Item> items = new ArrayList<>();
  private final Set<Resource> touched = new LinkedHashSet<>();
  private Optional<HostAccess.Way> way = Optional.empty();
  private long bytes;

  Together(HostSession host) {
    this.host = host;
  }

  /**
   * Adds an item where it may come along.
   *
   * @param asked what its plan was made from
   */
  boolean add(Planner.Task task, RunSettings settings, Plan plan, Set<Probe<?>> asked) {
    if (host.wouldForget(touched, asked)) {
      return false;
    }
    if (plan instanceof Plan.Perhaps) {
      return false;
    }
    if (!(plan instanceof Plan.Change change)) {
      items.add(new Item(task, settings, plan, List.of(), ""));
      return true;
    }
    HostAccess.Way own = settings.way();
    if (change.mayFollow()
        || own.timeout().isPresent()
        || !change.effects().stream().allMatch(Together::isOverAtOnce)
        || way.filter(w -> !isSame(w, own)).isPresent()
        || bytes > MOST_BYTES) {
      return false;
    }
    way = Optional.of(own);
    for (Effect effect : change.effects()) {
      touched.addAll(effect.touches());
      bytes += effect instanceof Effect.WriteFile w ? w.content().size() : 0;
    }
    List<Value.Dict> details =
        settings.diff() ? ModuleRunner.details(change.effects(), host, settings) : List.of();
    String diff = ModuleRunner.diff(change.effects(), change, host, settings);
    items.add(new Item(task, settings, plan, details, diff));
    return true;
  }

  private static boolean isSame(HostAccess.Way a, HostAccess.Way b) {
    return a.as().equals(b.as()) && a.environment().equals(b.environment());
  }

  /** Commands of the user's, packages and containers take their time, and say what they do. */
  private static boolean isOverAtOnce(Effect effect) {
    return switch (effect) {
      case Effect.WriteFile w -> w.content().size() <= ShellAccess.LARGEST_IN_SCRIPT;
      case Effect.Run run -> run.touches().stream().allMatch(Together::isSmall);
      case Effect.SaveLocally s -> false;
      case Effect.Reconnect r -> false;
      case Effect.Call c -> false;
      default -> true;
    };
  }

  private static boolean isSmall(Resource resource) {
    return switch (resource) {
      case Resource.Path p -> true;
      case Resource.Accounts a -> true;
      case Resource.Topic(String name) -> name.matches("(user|group|unit):.*");
      default -> false;
    };
  }

  int size() {
    return items.size();
  }

  /**
   * Carries out what there is to do.
   *
   * @return how the items went, in order: all, or those up to the first that failed
   */
  List<ModuleOutcome> run() {
    List<Effect> effects = new ArrayList<>();
    for (Item item : items) {
      if (item.plan() instanceof Plan.Change change) {
        effects.addAll(change.effects());
      }
    }
    List<EffectOutcome> ended =
        effects.isEmpty() ? List.of() : host.carryOut(effects, way.orElseThrow().quietly());
    List<ModuleOutcome> out = new ArrayList<>();
    int at = 0;
    for (Item item : items) {
      RealRun run = new RealRun(host, item.task(), item.settings());
      if (!(item.plan() instanceof Plan.Change change)) {
        out.add(run.without(item.plan()));
        continue;
      }
      if (at == ended.size()) {
        break;
      }
      int to = Math.min(ended.size(), at + change.effects().size());
      out.add(run.after(change, ended.subList(at, to), item.details(), item.diff()));
      at = to;
    }
    return out;
  }
}
