package dev.play.run.gate;

import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All hosts do a step before any does the next. Hosts wait until every host that still runs has
 * come; then those at the earliest position go on together. No thread waits but the hosts' own.
 */
public final class LinearGate implements Gate {
  private record Waiting(Arrival arrival, CompletableFuture<Admission> answer) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final List<HostName> order;
  private final Announcer announcer;
  private final Set<HostName> running;
  private final Map<HostName, Waiting> waiting = new HashMap<>();

  /** Hosts that another's failure fails once they are outside of a rescue or always section. */
  private final Set<HostName> failing = new HashSet<>();

  /** Those that have failed by themselves since the last step began. */
  private final Set<HostName> failed = new HashSet<>();

  private boolean ended;

  public LinearGate(List<HostName> batch, Announcer announcer) {
    this.order = List.copyOf(batch);
    this.running = new LinkedHashSet<>(batch);
    this.announcer = announcer;
  }

  @Override
  public Admission arrive(Arrival arrival) throws InterruptedException {
    CompletableFuture<Admission> answer = new CompletableFuture<>();
    lock.lock();
    try {
      running.remove(arrival.host());
      waiting.put(arrival.host(), new Waiting(arrival, answer));
      releaseWhenAllAreHere();
    } finally {
      lock.unlock();
    }
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a gate only ever answers", e);
    }
  }

  @Override
  public void leave(HostName host) {
    lock.lock();
    try {
      running.remove(host);
      waiting.remove(host);
      releaseWhenAllAreHere();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void failOthers(HostName because) {
    lock.lock();
    try {
      failed.add(because);
      failing.addAll(order);
      failing.removeAll(failed);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
  }

  private void releaseWhenAllAreHere() {
    if (!running.isEmpty() || waiting.isEmpty()) {
      return;
    }
    if (ended) {
      release(List.copyOf(waiting.values()), new Admission.End());
      return;
    }
    failed.clear();
    List<Waiting> open =
        waiting.values().stream()
            .filter(w -> !w.arrival().isSheltered() && failing.remove(w.arrival().host()))
            .toList();
    if (open.isEmpty()) {
      releaseEarliest();
    } else {
      release(open, new Admission.Fail());
    }
  }

  private void releaseEarliest() {
    Position earliest =
        waiting.values().stream().map(w -> w.arrival().at()).min(Position::compareTo).orElseThrow();
    List<Waiting> group = new ArrayList<>();
    for (HostName host : order) {
      Waiting one = waiting.get(host);
      if (one != null && one.arrival().at().equals(earliest)) {
        group.add(one);
      }
    }
    Arrival first = group.getFirst().arrival();
    TaskTitle title = first.title().get();
    if (!first.isSilent()) {
      announcer.begins(new TaskTitleAndHosts(title, group.size()));
    }
    List<HostName> hosts = group.stream().map(w -> w.arrival().host()).toList();
    release(group, new Admission.Go(new Round(title, hosts)));
  }

  private void release(List<Waiting> group, Admission answer) {
    for (Waiting one : group) {
      waiting.remove(one.arrival().host());
      running.add(one.arrival().host());
    }
    group.forEach(one -> one.answer().complete(answer));
  }
}
