package dev.play.run.gate;

import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every host goes on as soon as it can. A step is announced when its first host begins. */
public final class FreeGate implements Gate {
  private final Announcer announcer;
  private final Map<Position, TaskTitle> begun = new ConcurrentHashMap<>();
  private final Set<HostName> failing = ConcurrentHashMap.newKeySet();
  private final List<HostName> batch;
  private volatile boolean ended;

  public FreeGate(List<HostName> batch, Announcer announcer) {
    this.batch = List.copyOf(batch);
    this.announcer = announcer;
  }

  @Override
  public Admission arrive(Arrival arrival) {
    if (ended) {
      return new Admission.End();
    }
    if (!arrival.isSheltered() && failing.remove(arrival.host())) {
      return new Admission.Fail();
    }
    TaskTitle title =
        begun.computeIfAbsent(
            arrival.at(),
            at -> {
              TaskTitle made = arrival.title().get();
              if (!arrival.isSilent()) {
                announcer.begins(new TaskTitleAndHosts(made, 1));
              }
              return made;
            });
    return new Admission.Go(new Round(title, List.of(arrival.host())));
  }

  @Override
  public void leave(HostName host) {
    failing.remove(host);
  }

  @Override
  public void failOthers(HostName because) {
    failing.addAll(batch);
    failing.remove(because);
  }

  @Override
  public void end() {
    ended = true;
  }
}
