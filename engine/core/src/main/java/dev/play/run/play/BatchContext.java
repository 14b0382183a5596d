package dev.play.run.play;

import dev.play.compile.Step;
import dev.play.host.HostName;
import dev.play.run.RunInterrupted;
import dev.play.run.TagChoice;
import dev.play.run.gate.Gate;
import dev.play.run.gate.Position;
import dev.play.run.task.PlayContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the hosts of a batch share. Thread-safe. */
final class BatchContext {
  final PlayContext play;
  final Gate gate;
  final Handlers handlers;
  final Titles titles;
  final BatchFailures failures;
  final boolean forceHandlers;
  private final TagChoice tags;
  private final Optional<Position> startAt;
  private final Semaphore forks;
  private final boolean pinned;
  private final Map<Step, Semaphore> throttles = new ConcurrentHashMap<>();
  private volatile boolean playEnded;
  private final AtomicInteger errorsCleared = new AtomicInteger();

  BatchContext(
      PlayContext play,
      Gate gate,
      Handlers handlers,
      Titles titles,
      BatchFailures failures,
      boolean forceHandlers,
      Optional<Position> startAt,
      Semaphore forks,
      boolean pinned) {
    this.play = play;
    this.gate = gate;
    this.handlers = handlers;
    this.titles = titles;
    this.failures = failures;
    this.forceHandlers = forceHandlers;
    this.tags = new TagChoice(play.run().options().tags(), play.run().options().skipTags());
    this.startAt = startAt;
    this.forks = forks;
    this.pinned = pinned;
  }

  /** Whether tags and the starting point let a step be done. */
  boolean takes(Step step, Position at) {
    return tags.takes(step.keywords().tags())
        && startAt.map(from -> at.compareTo(from) >= 0).orElse(true);
  }

  /** Whether tags let a step be done. */
  boolean takesTags(Step step) {
    return tags.takes(step.keywords().tags());
  }

  /** Does something within the limits of forks and of the step's throttle. */
  <T> T within(Step step, int throttle, Supplier<T> work) {
    Optional<Semaphore> narrow =
        throttle > 0
            ? Optional.of(throttles.computeIfAbsent(step, s -> new Semaphore(throttle, true)))
            : Optional.empty();
    narrow.ifPresent(BatchContext::acquire);
    try {
      return pinned ? work.get() : forked(work);
    } finally {
      narrow.ifPresent(Semaphore::release);
    }
  }

  /** Does a host's whole play within the limit of forks, where the strategy pins hosts. */
  <T> T pinned(Supplier<T> work) {
    return pinned ? forked(work) : work.get();
  }

  private <T> T forked(Supplier<T> work) {
    acquire(forks);
    try {
      return work.get();
    } finally {
      forks.release();
    }
  }

  private static void acquire(Semaphore semaphore) {
    try {
      semaphore.acquire();
    } catch (InterruptedException e) {
      throw new RunInterrupted();
    }
  }

  /** No batch of this play goes on. */
  void endPlay() {
    playEnded = true;
    gate.end();
  }

  /**
   * meta: clear_host_errors: hosts lost so far come back in the next play, those in an {@code
   * always} go on behind their block.
   */
  void clearErrors() {
    errorsCleared.incrementAndGet();
  }

  /** How often errors have been cleared. */
  int errorsCleared() {
    return errorsCleared.get();
  }

  boolean isPlayEnded() {
    return playEnded;
  }

  void failed(HostName host) {
    if (failures.add(host)) {
      gate.failOthers(host);
    }
  }
}
