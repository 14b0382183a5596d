package dev.play.run.fake;

import dev.play.event.Status;
import dev.play.host.HostException;
import dev.play.host.Observed;
import dev.play.host.Resource;
import dev.play.run.job.JobBook;
import dev.play.run.port.Call;
import dev.play.run.port.FactsWanted;
import dev.play.run.port.Hands;
import dev.play.run.port.JobId;
import dev.play.run.port.JobState;
import dev.play.run.port.Performed;
import dev.play.run.port.Reach;
import dev.play.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Hosts that do as {@link Act} tells them, and a log of what they did: "HOST: MARK". */
public final class FakeHands implements Hands {
  private final List<String> log = new ArrayList<>();
  private final List<Integer> together = new ArrayList<>();
  private final List<Integer> offered = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Set<String>> gathered = new ArrayList<>();
  private final Map<String, Integer> tries = new HashMap<>();
  private final Map<String, Performed> jobs = new HashMap<>();

  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  @Override
  public synchronized Performed run(Call call) {
    Act.Args args = (Act.Args) call.arguments();
    String host = call.reach().host().name();
    String mark = args.say().orElse(call.task());
    if (List.of(args.loseOn().split(",")).contains(host)) {
      throw HostException.unreachable("no route to " + host, null);
    }
    if (call.check()) {
      log.add(host + ": check " + mark);
      return predicted(args, call.task());
    }
    log.add(host + ": " + mark);
    int attempt = tries.merge(host + mark, 1, Integer::sum);
    Value.Dict values = Value.dictOf("value", args.value().orElse(mark), "try", attempt);
    if (List.of(args.failOn().split(",")).contains(host) || attempt < args.from()) {
      return Performed.of(Status.FAILED, values.with("msg", Value.text("told to fail")));
    }
    return Performed.of(args.change() ? Status.CHANGED : Status.OK, values);
  }

  /** Three at a time. */
  @Override
  public synchronized List<Performed> runSome(List<Call> calls) {
    List<Performed> out = calls.stream().limit(3).map(this::run).toList();
    together.add(out.size());
    offered.add(calls.size());
    return out;
  }

  /** How many calls were handed over, each time that several were. */
  public synchronized List<Integer> offered() {
    return List.copyOf(offered);
  }

  /** How many calls went together, each time that several were handed over. */
  public synchronized List<Integer> together() {
    return List.copyOf(together);
  }

  @Override
  public synchronized Performed start(Call call, JobId job, Duration limit) {
    Performed performed = run(call);
    jobs.put(job.id(), performed);
    Value.Dict about = JobBook.about(job, false);
    return Performed.of(Status.CHANGED, about);
  }

  @Override
  public synchronized JobState job(Reach reach, JobId job, boolean forget) {
    int asked = tries.merge("job " + job.id(), 1, Integer::sum);
    Performed performed = jobs.get(job.id());
    return performed == null
        ? new JobState.Unheard()
        : asked < 2 ? new JobState.Running() : new JobState.Over(performed);
  }

  private static Performed predicted(Act.Args args, String task) {
    if (args.unknown()) {
      return Performed.unknown("until \"" + task + "\"");
    }
    return new Performed(
        args.change() && !args.tells() ? Status.WOULD_CHANGE : Status.OK,
        Value.EMPTY_DICT,
        Value.EMPTY_DICT,
        "",
        args.tells() ? Optional.of("until \"" + task + "\"") : Optional.empty(),
        Optional.of("until \"" + task + "\""),
        List.of());
  }

  /** What was gathered, as {@code gather_subset}. */
  public synchronized List<Set<String>> gathered() {
    return List.copyOf(gathered);
  }

  /** What was looked ahead at, a line for each time: "HOST: MARK, MARK". */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public synchronized Observed<Value.Dict> facts(Reach reach, FactsWanted wanted) {
    gathered.add(wanted.facts().subsets());
    return Observed.known(Value.dictOf("distribution", "Debian", "hostname", reach.host().name()));
  }

  @Override
  public synchronized void mayHappen(Call call, String because) {
    log.add(call.reach().host() + ": maybe " + call.task());
  }

  @Override
  public synchronized void mayTouch(
      Reach reach, Set<Resource> touches, String task, String because) {
    if (!touches.isEmpty()) {
      log.add(reach.host() + ": anything in " + task);
    }
  }

  @Override
  public synchronized boolean hasPredictions(Reach reach) {
    return log.stream().anyMatch(l -> l.startsWith(reach.host() + ": check "));
  }

  @Override
  public synchronized void anticipate(List<Call> ahead) {
    note("", ahead);
  }

  @Override
  public synchronized void foresee(List<Call> ahead) {
    note("with the facts ", ahead);
  }

  private void note(String when, List<Call> ahead) {
    if (!ahead.isEmpty()) {
      asked.add(
          ahead.getFirst().reach().host()
              + ": "
              + when
              + ahead.stream()
                  .map(c -> ((Act.Args) c.arguments()).say().orElse(c.task()))
                  .collect(Collectors.joining(", ")));
    }
  }

  @Override
  public synchronized void reset(Reach reach) {
    log.add(reach.host() + ": reset");
  }

  @Override
  public void probe(Reach reach, Duration within) {}

  @Override
  public void close() {}
}
