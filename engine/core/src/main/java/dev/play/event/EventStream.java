package dev.play.event;

import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one ordered stream of a run: masks secrets, then tells every listener in turn. Thread-safe;
 * an event is with all listeners when {@link #accept} returns, so a journal that flushes is ahead
 * of whatever the run does next. Nothing follows the run's end: hosts that are cut short by it are
 * not heard any more.
 */
public final class EventStream implements EventSink {
  private final Redactor redactor;
  private final List<EventSink> listeners;
  private final ReentrantLock lock = new ReentrantLock(true);
  private boolean hasEnded;

  public EventStream(Redactor redactor, List<EventSink> listeners) {
    this.redactor = redactor;
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void accept(Event event) {
    Event clean = clean(event);
    lock.lock();
    try {
      if (hasEnded) {
        return;
      }
      hasEnded = clean instanceof Event.RunEnded;
      listeners.forEach(listener -> listener.accept(clean));
    } finally {
      lock.unlock();
    }
  }

  private Event clean(Event event) {
    return switch (event) {
      case Event.RunStarted e -> e;
      case Event.PlayStarted e ->
          new Event.PlayStarted(
              redactor.clean(e.name()), e.hosts(), e.batch(), e.batches(), e.span());
      case Event.PlaySkipped e -> new Event.PlaySkipped(redactor.clean(e.name()), e.because());
      case Event.TaskStarted e -> new Event.TaskStarted(clean(e.task()), e.hosts());
      case Event.HostTaskStarted e -> new Event.HostTaskStarted(clean(e.task()), e.host(), e.at());
      case Event.ItemFinished e ->
          new Event.ItemFinished(
              clean(e.task()), e.host(), e.delegate(), redactor.clean(e.label()), clean(e.ended()));
      case Event.HostTaskFinished e ->
          new Event.HostTaskFinished(
              clean(e.task()), e.host(), e.delegate(), clean(e.ended()), e.looped(), e.took());
      case Event.MetaDone e ->
          new Event.MetaDone(clean(e.task()), e.host(), e.action(), e.message(), e.isSkipped());
      case Event.Included e ->
          new Event.Included(
              clean(e.task()),
              e.host(),
              redactor.clean(e.what()),
              e.isRole(),
              redactor.clean(e.label()));
      case Event.Retrying e ->
          new Event.Retrying(
              clean(e.task()), e.host(), e.attempt(), e.left(), redactor.clean(e.result()));
      case Event.LiveOutput e ->
          new Event.LiveOutput(clean(e.task()), e.host(), redactor.clean(e.text()), e.isError());
      case Event.ShellStarted e -> e;
      case Event.TakenBack e -> new Event.TakenBack(clean(e.task()), e.host(), clean(e.ended()));
      case Event.HandlerNotified e ->
          new Event.HandlerNotified(clean(e.by()), e.host(), redactor.clean(e.handler()));
      case Event.Warning e -> new Event.Warning(redactor.clean(e.text()), e.host(), e.span());
      case Event.Prompted e -> new Event.Prompted(clean(e.task()), redactor.clean(e.text()));
      case Event.NoHostsLeft e -> e;
      case Event.PlayEnded e -> new Event.PlayEnded(redactor.clean(e.name()));
      case Event.RunEnded e -> {
        Map<String, Value.Dict> stats = new LinkedHashMap<>();
        e.stats().forEach((name, dict) -> stats.put(name, redactor.clean(dict)));
        yield new Event.RunEnded(e.recap(), stats, e.efforts(), e.took());
      }
    };
  }

  private TaskTitle clean(TaskTitle task) {
    String name = redactor.clean(task.name());
    return name.equals(task.name())
        ? task
        : new TaskTitle(
            task.number(), name, task.role(), task.action(), task.isHandler(), task.span());
  }

  private Ended clean(Ended ended) {
    return new Ended(
        ended.status(),
        ended.ignored(),
        ended.rescued(),
        redactor.clean(ended.result()),
        redactor.clean(ended.diff()),
        redactor.clean(ended.because()));
  }
}
