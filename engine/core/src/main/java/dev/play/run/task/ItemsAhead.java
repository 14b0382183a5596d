package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.event.Status;
import dev.play.run.port.Call;
import dev.play.run.port.Performed;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The items of a loop, settled ahead of their turn, so that the host is asked about many of them,
 * and changed for many of them, in one round trip. Each is settled once and then done as it was
 * settled, in the loop's order; how each went is told at its turn.
 */
final class ItemsAhead {
  /** Items that are settled ahead of the one at hand. */
  private static final int MOST = 256;

  private final IntFunction<ItemRun> items;
  private final int size;
  private final Optional<ModuleWork> work;
  private final Order order;
  private final Map<Integer, ItemRun.Ready> ready = new HashMap<>();
  private final Map<Integer, Performed> performed = new HashMap<>();

  /** Items handed over next; few where few went together, since looking at the rest is in vain. */
  private int window = MOST;

  /**
   * The items of a loop.
   *
   * @param items by their place
   * @param alone whether each has to be over before the next one is looked at
   */
  ItemsAhead(IntFunction<ItemRun> items, int size, Order order, boolean alone) {
    this.items = items;
    this.size = size;
    this.order = order;
    this.work =
        alone || !(order.work() instanceof ModuleWork module)
            ? Optional.empty()
            : Optional.of(module);
  }

  /**
   * Whether an item's turn may have to wait for how those before it went: by the loop's own
   * keywords, or because something about it uses what the task registers.
   */
  static boolean mustWait(Keywords.Loop loop, Order order, Optional<String> register) {
    Keywords keywords = order.step().keywords();
    if (!loop.breakWhen().isEmpty() || loop.pause().isPresent() || !keywords.until().isEmpty()) {
      return true;
    }
    if (register.isEmpty()) {
      return false;
    }
    String name = register.get();
    return keywords.when().stream().anyMatch(c -> c.freeVariables().contains(name))
        || order.whole().isPresent()
        || order.arguments().values().stream().anyMatch(a -> mayName(a.value(), name));
  }

  /** Whether a template within a value may use a variable; a mere word like it counts, too. */
  private static boolean mayName(Value value, String variable) {
    return switch (value) {
      case Value.Template t -> t.source().contains(variable);
      case Value.Sequence s -> s.items().stream().anyMatch(v -> mayName(v, variable));
      case Value.Dict d -> d.entries().values().stream().anyMatch(v -> mayName(v, variable));
      default -> false;
    };
  }

  /** Does an item whose turn it is. */
  ItemDone item(int place) {
    if (work.isEmpty()) {
      return items.apply(place).run();
    }
    ItemRun.Ready settled = settled(place);
    ready.remove(place);
    return switch (settled) {
      case ItemRun.Ready.Over(ItemDone done) -> done;
      case ItemRun.Ready.Due(ItemRun run, Moment moment) ->
          run.perform(moment, m -> performed(place, m));
    };
  }

  private ItemRun.Ready settled(int place) {
    ItemRun.Ready known = ready.get(place);
    if (known == null) {
      known = items.apply(place).prepare();
      ready.put(place, known);
    }
    return known;
  }

  private Performed performed(int place, Moment moment) {
    Performed before = performed.remove(place);
    if (before != null) {
      return work.orElseThrow().called(moment, before);
    }
    Optional<Call> own = callable(moment);
    if (own.isEmpty()) {
      return order.work().perform(moment);
    }
    List<Integer> places = new ArrayList<>(List.of(place));
    List<Call> calls = new ArrayList<>(List.of(own.get()));
    for (int i = place + 1; i < Math.min(size, place + window); i++) {
      ItemRun.Ready next = settled(i);
      if (next instanceof ItemRun.Ready.Due(ItemRun run, Moment later)) {
        Optional<Call> call = callable(later);
        if (call.isEmpty()) {
          break;
        }
        places.add(i);
        calls.add(call.get());
      } else if (next instanceof ItemRun.Ready.Over(ItemDone done)
          && (done.endsLoop() || done.ended().status() != Status.SKIPPED)) {
        break;
      }
    }
    List<Performed> all = moment.play().run().hands().runSome(calls);
    window = Math.min(MOST, 4 * all.size());
    for (int i = 1; i < all.size(); i++) {
      performed.put(places.get(i), all.get(i));
    }
    if (all.stream().anyMatch(p -> !p.facts().entries().isEmpty())) {
      // What they found out may bear on the items that have not been done.
      ready.keySet().retainAll(performed.keySet());
    }
    return work.orElseThrow().called(moment, all.getFirst());
  }

  /** The call of an item that may be done together with others. */
  private Optional<Call> callable(Moment moment) {
    TaskSettings settings = moment.settings();
    boolean alone =
        settings.check()
            || settings.async().isPresent()
            || settings.timeout().isPresent()
            || settings.delegate().isPresent()
            || settings.retries() > 0;
    return alone ? Optional.empty() : work.flatMap(w -> w.plainCall(moment));
  }
}
