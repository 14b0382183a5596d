package dev.play.observe;

import dev.play.host.HostException;
import dev.play.host.Probe;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers to probes, each of its probe's type. A probe may also have failed, with the host's words.
 */
public final class Answers {
  private sealed interface Answer {
    record Value(Object value) implements Answer {}

    record Failed(String message) implements Answer {}
  }

  private final Map<Probe<?>, Answer> byProbe = new HashMap<>();

  public <T> void put(Probe<T> probe, T answer) {
    byProbe.put(probe, new Answer.Value(answer));
  }

  public void fail(Probe<?> probe, String message) {
    byProbe.put(probe, new Answer.Failed(message));
  }

  public boolean has(Probe<?> probe) {
    return byProbe.containsKey(probe);
  }

  /**
   * The answer, empty where there is none yet.
   *
   * @throws HostException when the host failed to answer
   */
  @SuppressWarnings("unchecked") // put() is the only way in and takes the probe's own type
  public <T> Optional<T> get(Probe<T> probe) {
    return switch (byProbe.get(probe)) {
      case null -> Optional.empty();
      case Answer.Value(Object value) -> Optional.of((T) value);
      case Answer.Failed(String message) -> throw new HostException(message);
    };
  }

  public void addAll(Answers more) {
    byProbe.putAll(more.byProbe);
  }

  /** Forgets those for which the test holds. */
  public void removeIf(java.util.function.Predicate<Probe<?>> stale) {
    byProbe.keySet().removeIf(stale);
  }

  public java.util.Set<Probe<?>> probes() {
    return java.util.Set.copyOf(byProbe.keySet());
  }
}
