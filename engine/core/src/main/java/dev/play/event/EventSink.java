package dev.play.event;

/** Hears events, in order, one at a time. Must not fail for reasons of its own. */
@FunctionalInterface
public interface EventSink {
  void accept(Event event);
}
