package dev.play.task.remote;

import dev.play.connection.Become;
import dev.play.effect.EffectOutcome;
import dev.play.effect.EffectOutcome.Ending;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.observe.Answers;
import dev.play.remote.Remote;
import dev.play.remote.Remotes.Reply;
import dev.play.task.HostAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An access that asks APIs for what they keep and has them change it; everything else is the
 * host's, which is not even connected to where nothing else is wanted.
 */
public final class RemoteAccess implements HostAccess {
  private final HostAccess host;
  private final RemoteCalls calls;
  private final InstantSource clock;

  /** How often each thing had been changed when it was asked for. */
  private final Map<Resource, Long> seen = new HashMap<>();

  private long effects;

  public RemoteAccess(HostAccess host, RemoteCalls calls, InstantSource clock) {
    this.host = host;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public Answers ask(Set<Probe<?>> probes, Optional<Become> as) {
    Set<Probe<?>> hosts = new LinkedHashSet<>();
    List<Probe.RemoteAt> remote = new ArrayList<>();
    for (Probe<?> probe : probes) {
      if (probe instanceof Probe.RemoteAt r) {
        remote.add(r);
      } else {
        hosts.add(probe);
      }
    }
    Answers answers = hosts.isEmpty() ? new Answers() : host.ask(hosts, as);
    remote.forEach(r -> seen.put(r.thing().resource(), calls.changes(r.thing().resource())));
    if (remote.size() == 1) {
      ask(remote.getFirst(), answers);
    } else if (!remote.isEmpty()) {
      askSideBySide(remote, answers);
    }
    return answers;
  }

  private void ask(Probe.RemoteAt probe, Answers into) {
    try {
      into.put(probe, calls.named(probe.thing().account().service()).read(probe.thing()));
    } catch (HostException e) {
      into.fail(probe, String.valueOf(e.getMessage())); // it is not the host that is not there
    }
  }

  private void askSideBySide(List<Probe.RemoteAt> probes, Answers into) {
    Map<Probe.RemoteAt, Future<Answers>> asked = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Probe.RemoteAt probe : probes) {
        asked.put(
            probe,
            threads.submit(
                () -> {
                  Answers one = new Answers();
                  ask(probe, one);
                  return one;
                }));
      }
      for (Future<Answers> one : asked.values()) {
        into.addAll(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted while an API was asked");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public List<EffectOutcome> carryOut(List<Effect> all, Way way) {
    List<EffectOutcome> out = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      boolean remote = all.get(from) instanceof Effect.Call;
      int to = from;
      while (to < all.size() && all.get(to) instanceof Effect.Call == remote) {
        to++;
      }
      List<Effect> some = all.subList(from, to);
      out.addAll(remote ? call(some, way) : host.carryOut(some, way));
      if (out.size() < to || out.getLast().ending() != Ending.DONE) {
        break;
      }
      from = to;
    }
    return out;
  }

  private List<EffectOutcome> call(List<Effect> some, Way way) {
    List<Effect.Call> wanted = some.stream().map(Effect.Call.class::cast).toList();
    List<Resource> things = wanted.stream().map(c -> c.thing().resource()).distinct().toList();
    List<EffectOutcome> out = new ArrayList<>();
    try (var held = calls.hold(things)) {
      boolean overtaken = things.stream().anyMatch(this::hasChanged);
      for (Effect.Call call : wanted) {
        out.add(overtaken ? ended(call, Ending.OVERTAKEN, "", clock.instant()) : call(call, way));
        if (out.getLast().ending() != Ending.DONE) {
          break;
        }
      }
    }
    effects += out.size();
    return out;
  }

  private boolean hasChanged(Resource thing) {
    Long then = seen.get(thing);
    return then != null && then != calls.changes(thing);
  }

  private EffectOutcome call(Effect.Call call, Way way) {
    Instant start = clock.instant();
    Duration limit =
        way.timeout().filter(t -> t.compareTo(call.within()) < 0).orElse(call.within());
    Remote thing = call.thing();
    try {
      Reply reply = calls.named(thing.account().service()).call(call.within(limit));
      return switch (reply) {
        case Reply.Done done -> ended(call, Ending.DONE, "", start);
        case Reply.Overtaken(String why) -> ended(call, Ending.OVERTAKEN, why, start);
      };
    } catch (HostException e) {
      String words = String.valueOf(e.getMessage());
      String why = call.why() + ": "; // which the engine says before it
      String rest = words.startsWith(why) ? words.substring(why.length()) : words;
      return ended(call, Ending.FAILED, rest, start);
    } finally {
      calls.changed(thing.resource());
      seen.put(thing.resource(), calls.changes(thing.resource()));
    }
  }

  private EffectOutcome ended(Effect.Call call, Ending ending, String words, Instant start) {
    double seconds = Duration.between(start, clock.instant()).toNanos() / 1e9;
    CommandOutput said =
        new CommandOutput(ending == Ending.DONE ? 0 : 1, Blob.of(""), Blob.of(words));
    return new EffectOutcome(call, ending, said, start.toEpochMilli() / 1e3, seconds, Map.of());
  }

  @Override
  public Cost cost() {
    Cost cost = host.cost();
    return new Cost(cost.connection(), cost.processes(), cost.effects() + effects);
  }

  @Override
  public void close() {
    host.close();
  }
}
