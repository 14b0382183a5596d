package dev.play.effect;

import dev.play.host.Effect;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a check has predicted of a host so far, laid over what the host answers. */
public final class Overlay {
  private sealed interface Layer {
    /** An effect that a user of the host would carry out. */
    record Done(Effect effect, String because, Asker as) implements Layer {}

    /** A task that nobody can tell before the run. */
    record Hidden(Set<Resource> touches, String because) implements Layer {}
  }

  private record Key(int depth, Asker as, Probe<?> probe) {}

  private final List<Layer> layers = new ArrayList<>();

  /**
   * Lays an effect over what is there.
   *
   * @param because reads after "unknown"
   * @param as the host's own answers to the user who would carry it out
   */
  public void lay(Effect effect, String because, Asker as) {
    layers.add(new Layer.Done(effect, because, as));
  }

  /** Makes unknown all that a task might touch. */
  public void hide(Set<Resource> touches, String because) {
    layers.add(new Layer.Hidden(Set.copyOf(touches), because));
  }

  public boolean isEmpty() {
    return layers.isEmpty();
  }

  /** All that the predictions touch. */
  Set<Resource> touches() {
    Set<Resource> out = new HashSet<>();
    for (Layer layer : layers) {
      out.addAll(
          switch (layer) {
            case Layer.Done done -> done.effect().touches();
            case Layer.Hidden hidden -> hidden.touches();
          });
    }
    return out;
  }

  /**
   * The answer with all predictions.
   *
   * @param as the host's own answers to the user who asks
   */
  public <T> Observed<T> read(Probe<T> probe, Asker as) {
    return layers.isEmpty() ? as.read(probe) : read(layers.size(), probe, as, new HashMap<>());
  }

  @SuppressWarnings("unchecked") // a key's probe says its answer's type
  private <T> Observed<T> read(int depth, Probe<T> probe, Asker as, Map<Key, Observed<?>> known) {
    Key key = new Key(depth, as, probe);
    Observed<?> found = known.get(key);
    if (found == null) {
      found = depth == 0 ? as.read(probe) : above(depth, probe, as, known);
      known.put(key, found);
    }
    return (Observed<T>) found;
  }

  private <T> Observed<T> above(int depth, Probe<T> probe, Asker as, Map<Key, Observed<?>> known) {
    return switch (layers.get(depth - 1)) {
      case Layer.Hidden(Set<Resource> touches, String because) ->
          Predicted.affects(probe, touches) && !touches.contains(Resource.NEW_ACCOUNTS)
              ? Observed.unknown(because)
              : Predicted.behind(touches, because, probe, read(depth - 1, probe, as, known));
      case Layer.Done(Effect effect, String because, Asker maker) -> {
        Asker before =
            new Asker() {
              @Override
              public <A> Observed<A> read(Probe<A> other) {
                return Overlay.this.read(depth - 1, other, maker, known);
              }
            };
        yield new Predicted(effect, because, before)
            .after(probe, read(depth - 1, probe, as, known));
      }
    };
  }
}
