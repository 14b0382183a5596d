package dev.play.run.live;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Door;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.event.Redactor;
import dev.play.event.Status;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.Module;
import dev.play.run.job.JobBook;
import dev.play.run.job.JobQuestion;
import dev.play.run.job.JobStart;
import dev.play.run.port.Call;
import dev.play.run.port.FactsWanted;
import dev.play.run.port.Hands;
import dev.play.run.port.JobId;
import dev.play.run.port.JobState;
import dev.play.run.port.Performed;
import dev.play.run.port.Reach;
import dev.play.run.port.Way;
import dev.play.task.HostAccess;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleRunner;
import dev.play.task.Planned;
import dev.play.task.RunSettings;
import dev.play.task.remote.RemoteCalls;
import dev.play.task.watch.AccessWatch;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.variables.connect.ConnectionDefaults;
import dev.play.variables.connect.ConnectionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** Works on hosts through sessions. */
public final class SessionHands implements Hands {
  /**
   * What it is made of.
   *
   * @param random must not be guessable on the hosts
   * @param verify plan again after each change
   * @param watch sees what is done with hosts
   * @param remotes asks APIs for what they keep
   */
  public record Parts(
      Connector connector,
      ConnectionDefaults defaults,
      TemplateCompiler templates,
      Path home,
      RandomGenerator random,
      InstantSource clock,
      Redactor redactor,
      boolean check,
      boolean verify,
      AccessWatch watch,
      RemoteCalls remotes) {}

  private final Parts parts;
  private final ModuleRunner runner;
  private final SessionPool pool;
  private final JobBook jobs = new JobBook();

  public SessionHands(Parts parts) {
    this.parts = parts;
    this.runner = new ModuleRunner(parts.random());
    this.pool = new SessionPool(new Accesses(parts), parts.check());
  }

  @Override
  public Performed run(Call call) {
    ConnectionSettings settings = settings(call.reach());
    ModuleOutcome outcome =
        pool.with(
            settings.target(),
            session -> {
              ModuleOutcome done =
                  runner.run(
                      call.module(),
                      call.arguments(),
                      session,
                      how(call, settings, parts.verify()));
              if (call.check() && !parts.check()) {
                session.forgetPredictions(); // of one task in a run that is otherwise real
                return LoneCheck.told(done, call);
              }
              boolean real = !call.check() && parts.check();
              return real && session.hasPredictions() ? RealInCheck.told(done) : done;
            },
            done -> !done.outcomes().isEmpty());
    return Told.of(outcome);
  }

  @Override
  public List<Performed> runSome(List<Call> calls) {
    if (calls.size() == 1 || parts.check()) {
      return List.of(run(calls.getFirst()));
    }
    Target target = settings(calls.getFirst().reach()).target();
    List<ModuleRunner.Item> items = new ArrayList<>();
    for (Call call : calls) {
      ConnectionSettings settings = settings(call.reach());
      if (!settings.target().equals(target) || call.check()) {
        break;
      }
      items.add(
          new ModuleRunner.Item(
              call.module(), call.arguments(), how(call, settings, parts.verify())));
    }
    return items.size() < 2
        ? List.of(run(calls.getFirst()))
        : pool
            .with(
                target,
                session -> runner.runSome(items, session),
                all -> all.stream().anyMatch(one -> !one.outcomes().isEmpty()))
            .stream()
            .map(Told::of)
            .toList();
  }

  @Override
  public Performed start(Call call, JobId job, Duration limit) {
    ConnectionSettings settings = settings(call.reach());
    JobStart start = new JobStart(call.module().create(), job, limit);
    ModuleOutcome outcome =
        pool.with(
            settings.target(),
            session -> runner.run(start, call.arguments(), session, how(call, settings, false)),
            done -> !done.outcomes().isEmpty());
    Performed performed = Told.of(outcome);
    if (start.left().isPresent() && performed.status() != Status.FAILED) {
      jobs.started(job, start.left().get());
    } else {
      jobs.done(job, performed);
    }
    return performed;
  }

  @Override
  public void doneAtOnce(JobId job, Performed performed) {
    jobs.done(job, performed);
  }

  @Override
  public Optional<Performed> atOnce(JobId job) {
    return jobs.atOnce(job);
  }

  @Override
  public JobState job(Reach reach, JobId job, boolean forget) {
    if (jobs.atOnce(job).isPresent()) {
      return new JobState.Over(jobs.atOnce(job).get());
    }
    JobQuestion question = new JobQuestion();
    ModuleOutcome asked =
        asking(
            question,
            new JobQuestion.About(job, forget),
            settings(reach),
            "async_status",
            Optional.empty());
    if (asked.status() == ModuleOutcome.Status.FAILED) {
      throw new HostException(asked.because().orElse("the job cannot be asked about"));
    }
    return switch (question.answer()) {
      case JobQuestion.Answer.Unheard u -> new JobState.Unheard();
      case JobQuestion.Answer.Running r -> new JobState.Running();
      case JobQuestion.Answer.Over(var outcome) ->
          new JobState.Over(Told.of(jobs.result(job, outcome)));
    };
  }

  @SuppressWarnings("unchecked") // the arguments are of the module's own type
  private <A extends Record> ModuleOutcome asking(
      Module<A> module,
      A arguments,
      ConnectionSettings settings,
      String task,
      Optional<Duration> within) {
    RunSettings how =
        new RunSettings(
            task,
            false,
            false,
            settings.become(),
            Map.of(),
            within,
            new NoFiles(),
            false,
            ShellRequest.SILENT);
    return pool.with(
        settings.target(),
        session -> runner.run((Module<Record>) module, arguments, session, how),
        done -> false);
  }

  private RunSettings how(Call call, ConnectionSettings settings, boolean verify) {
    return new RunSettings(
        call.task(),
        call.check(),
        call.diff(),
        settings.become(),
        call.environment(),
        call.timeout(),
        call.files(),
        verify,
        call.live(),
        new RunSettings.Trust(call.saidHarmless(), parts.check()));
  }

  @Override
  public Observed<Value.Dict> facts(Reach reach, FactsWanted wanted) {
    ConnectionSettings settings = settings(reach);
    ModuleOutcome outcome =
        silently(
            new FactsModule(),
            new FactsModule.Wanted(wanted.facts()),
            settings,
            "gather facts",
            wanted.within());
    return switch (outcome.status()) {
      case SAME, CHANGED, WOULD_CHANGE, SKIPPED -> Observed.known(outcome.result().facts());
      case UNKNOWN -> Observed.unknown(outcome.because().orElse("until it has run"));
      case FAILED -> throw new HostException(outcome.because().orElse("facts cannot be read"));
    };
  }

  /** Plans something that has no effects: also in a check, where a run would do it. */
  @SuppressWarnings("unchecked") // the arguments are of the module's own type
  private <A extends Record> ModuleOutcome silently(
      Module<A> module,
      A arguments,
      ConnectionSettings settings,
      String task,
      Optional<Duration> within) {
    RunSettings how =
        new RunSettings(
            task,
            parts.check(),
            false,
            settings.become(),
            Map.of(),
            within,
            new NoFiles(),
            false,
            ShellRequest.SILENT);
    return pool.with(
        settings.target(),
        session -> runner.run((Module<Record>) module, arguments, session, how),
        done -> false);
  }

  @Override
  public void mayHappen(Call call, String because) {
    if (parts.check()) {
      Module<Record> module = call.module().create();
      boolean believed =
          call.saidHarmless() && module.footprint(call.arguments()) == Footprint.UNTOLD;
      Set<Resource> touches = believed ? Set.of() : module.mayTouch(call.arguments());
      silently(
          new DoubtfulModule(touches, because),
          call.arguments(),
          settings(call.reach()),
          call.task(),
          Optional.empty());
    }
  }

  @Override
  public void mayTouch(Reach reach, Set<Resource> touches, String task, String because) {
    if (parts.check() && !touches.isEmpty()) {
      silently(
          new DoubtfulModule(touches, because),
          new FactsModule.Wanted(new Probe.Facts(Set.of())),
          settings(reach),
          task,
          Optional.empty());
    }
  }

  @Override
  public boolean hasPredictions(Reach reach) {
    return pool.with(settings(reach).target(), HostSession::hasPredictions, done -> false);
  }

  @Override
  public void mayHaveChanged(HostName host) {
    if (!parts.check()) {
      pool.forget(host);
    }
  }

  @Override
  public void timePassed() {
    pool.forgetAll();
  }

  @Override
  public void anticipate(List<Call> ahead) {
    lookingAhead(ahead, runner::anticipate);
  }

  @Override
  public void foresee(List<Call> ahead) {
    lookingAhead(ahead, runner::foresee);
  }

  private void lookingAhead(List<Call> ahead, BiConsumer<List<Planned>, HostSession> look) {
    if (ahead.isEmpty()) {
      return;
    }
    Target target = settings(ahead.getFirst().reach()).target();
    List<Planned> planned = new ArrayList<>();
    for (Call call : ahead) {
      ConnectionSettings theirs = settings(call.reach());
      if (theirs.target().equals(target)) {
        planned.add(
            new Planned(
                call.module(),
                call.arguments(),
                theirs.become(),
                call.environment(),
                call.files(),
                call.check()));
      }
    }
    pool.with(
        target,
        session -> {
          look.accept(planned, session);
          return true;
        },
        done -> false);
  }

  @Override
  public void reset(Reach reach) {
    pool.with(
        settings(reach).target(),
        session -> {
          session.reset();
          return true;
        },
        done -> true);
  }

  @Override
  public void probe(Reach reach, Duration within) {
    ConnectionSettings settings = settings(reach);
    Target hurried = settings.target().within(within);
    try (Connection connection = parts.connector().connect(hurried)) {
      connection.run(ShellRequest.of(":").as(settings.become()).within(within));
    }
    reset(reach);
  }

  @Override
  public Way way(Reach reach) {
    ConnectionSettings settings = settings(reach);
    return new Way(settings.target(), settings.become());
  }

  @Override
  public Optional<Door> door(Reach reach) {
    return parts.connector().door(settings(reach).target());
  }

  private ConnectionSettings settings(Reach reach) {
    return Ways.settings(reach, parts);
  }

  /** What every host has cost so far. */
  public Map<HostName, HostAccess.Cost> costs() {
    return pool.costs();
  }

  @Override
  public void close() {
    pool.close();
    parts.remotes().close();
  }
}
