package dev.play.task.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.ShellRequest;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.host.Probe;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.remote.Remote;
import dev.play.remote.RemoteAccount;
import dev.play.remote.RemoteService;
import dev.play.remote.Remotes;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.task.ShellAccess;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Things behind an API, on hosts that nobody can connect to. */
final class RemoteAccessTest {
  /** An API in memory. */
  private static final class Memory implements RemoteService, Remotes {
    private final Map<String, Value.Dict> things = new ConcurrentHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public Remotes open(Map<String, String> environment, Path home, Path directory) {
      return this;
    }

    @Override
    public Optional<Value.Dict> read(Remote thing) {
      if (thing.path().equals("/broken")) {
        throw new HostException("the API is broken", true, null);
      }
      return Optional.ofNullable(things.get(thing.path()));
    }

    @Override
    public Reply call(Effect.Call call) {
      calls.add(call.verb() + " " + call.path());
      things.put(call.thing().path(), call.body().with("id", Value.of(7)));
      return new Reply.Done();
    }

    @Override
    public void close() {}
  }

  record Args(List<String> paths) {}

  /** Makes things that are not there, and reports the last one's number. */
  private static final class Make implements Module<Args> {
    @Override
    public Plan plan(Args args, HostView host) {
      List<Probe.RemoteAt> probes = args.paths().stream().map(p -> probe(p)).toList();
      host.need(probes);
      List<Effect> effects = new ArrayList<>();
      Value id = Value.NONE;
      for (Probe.RemoteAt probe : probes) {
        Optional<Value.Dict> there = host.known(probe);
        if (there.isPresent()) {
          id = there.get().get("id").orElse(Value.NONE);
          continue;
        }
        Value.Dict body = Value.dictOf("name", probe.thing().path());
        effects.add(
            Effect.Call.of(
                probe.thing(),
                Effect.Call.Verb.POST,
                probe.thing().path(),
                body,
                "making " + probe.thing().path(),
                Optional.of(body.with("id", new Value.Unknown("until it is made")))));
      }
      TaskResult result = TaskResult.of("id", id);
      return effects.isEmpty()
          ? Plan.same(result)
          : new Plan.Change(effects, o -> TaskResult.EMPTY, false, false, Optional.empty())
              .thenMore();
    }

    static Probe.RemoteAt probe(String path) {
      return new Probe.RemoteAt(new Remote(new RemoteAccount("memory", Map.of()), "api", path));
    }
  }

  private final Memory memory = new Memory();
  private final RemoteCalls calls =
      new RemoteCalls(() -> List.of(memory), Map.of(), Path.of("/"), Path.of("/"));

  private HostSession session() {
    return new HostSession(
        new HostName("nowhere"),
        new RemoteAccess(
            new ShellAccess(
                () -> {
                  throw HostException.unreachable("this host must not be connected to", null);
                },
                new Random(1),
                InstantSource.system()),
            calls,
            InstantSource.system()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // as the engine calls modules
  private ModuleOutcome run(HostSession session, boolean check, String... paths) {
    RunSettings settings =
        new RunSettings(
            "make",
            check,
            true,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            new NoControllerFiles(),
            true,
            ShellRequest.SILENT);
    return new ModuleRunner(new Random(1))
        .run((Module) new Make(), new Args(List.of(paths)), session, settings);
  }

  @Test
  void makesWhatIsNotThereAndTellsOfIt() {
    ModuleOutcome first = run(session(), false, "/a", "/b");
    ModuleOutcome second = run(session(), false, "/a", "/b");

    assertThat(first.status()).isEqualTo(Status.CHANGED);
    assertThat(first.result().values().get("id")).contains(Value.of(7));
    assertThat(first.leftOver()).isEmpty();
    assertThat(second.status()).isEqualTo(Status.SAME);
    assertThat(memory.calls).containsExactly("POST /a", "POST /b");
  }

  @Test
  void aCheckMakesNothingAndLaterTasksOfItSeeWhatWouldBe() {
    HostSession session = session();

    ModuleOutcome first = run(session, true, "/a");
    ModuleOutcome second = run(session, true, "/a");

    assertThat(first.status()).isEqualTo(Status.WOULD_CHANGE);
    assertThat(first.result().values().get("id").orElseThrow()).isInstanceOf(Value.Unknown.class);
    assertThat(second.status()).isEqualTo(Status.SAME);
    assertThat(memory.calls).isEmpty();
  }

  @Test
  void hostsThatWantTheSameMakeItOnce() throws Exception {
    List<Future<ModuleOutcome>> asked = new ArrayList<>();
    try (ExecutorService hosts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        asked.add(hosts.submit(() -> run(session(), false, "/a", "/b")));
      }
    }
    List<Status> ended = new ArrayList<>();
    for (Future<ModuleOutcome> one : asked) {
      ended.add(one.get().status());
    }

    assertThat(memory.calls).containsExactly("POST /a", "POST /b");
    assertThat(ended).contains(Status.CHANGED).doesNotContain(Status.FAILED);
    assertThat(ended.stream().filter(s -> s == Status.CHANGED)).hasSize(1);
  }

  @Test
  void whoPlannedFromWhatAnotherHasChangedPlansAgain() {
    HostSession late = session();
    assertThat(late.reality(Optional.empty()).read(Make.probe("/a")))
        .isEqualTo(dev.play.host.Observed.known(Optional.empty()));
    run(session(), false, "/a");

    assertThat(run(late, false, "/a").status()).isEqualTo(Status.SAME);
    assertThat(memory.calls).containsExactly("POST /a");
  }

  @Test
  void anApiThatCannotBeReachedFailsTheTaskNotTheHost() {
    ModuleOutcome outcome = run(session(), false, "/broken");

    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.because()).contains("the API is broken");
  }

  @Test
  void saysWhichServiceIsNotThere() {
    RemoteCalls none = new RemoteCalls(List::of, Map.of(), Path.of("/"), Path.of("/"));

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> none.named("memory"))
        .hasMessageContaining("there is no service 'memory'");
  }
}
