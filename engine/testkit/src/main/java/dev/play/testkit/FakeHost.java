package dev.play.testkit;

import dev.play.connection.Become;
import dev.play.connection.ShellRequest;
import dev.play.effect.Asker;
import dev.play.effect.EffectOutcome;
import dev.play.effect.EffectOutcome.Ending;
import dev.play.effect.Identity;
import dev.play.effect.Overlay;
import dev.play.host.Account;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.GroupInfo;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.UnitInfo;
import dev.play.observe.Answers;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostAccess;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleRunner;
import dev.play.task.RunSettings;
import dev.play.value.Value;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A host in memory, root's, for fast tests of a module's decisions. Effects are carried out as they
 * are predicted; what a command does is what it predicts, and what else it touches cannot be asked
 * any more. It proves nothing about shells: the laws of {@link ModuleCases} do that.
 */
public final class FakeHost implements HostAccess {
  private final FakeFiles files = new FakeFiles();
  private final Map<Probe<?>, Object> answers = new HashMap<>();
  private final Map<List<String>, CommandOutput> outputs = new HashMap<>();
  private final List<Effect> done = new ArrayList<>();
  private final Overlay changes = new Overlay();
  private PackageManager manager = PackageManager.APT;
  private long asked;

  private final Asker base =
      new Asker() {
        @Override
        @SuppressWarnings("unchecked") // answer() gives what its probe's type says
        public <T> Observed<T> read(Probe<T> probe) {
          return Observed.known((T) answer(probe));
        }
      };

  /** What a check of a module says here; its arguments as names and values in turns. */
  public ModuleOutcome check(Class<?> module, Object... arguments) {
    ModuleSpec spec = ModuleSpec.of(module);
    Bound bound = spec.bind(Value.dictOf(arguments));
    RunSettings settings =
        new RunSettings(
            "task",
            true,
            false,
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            new NoControllerFiles(),
            false,
            ShellRequest.SILENT);
    return new ModuleRunner(new SecureRandom())
        .run(
            spec,
            ((Bound.Arguments) bound).record(),
            new HostSession(new HostName("fake"), this),
            settings);
  }

  public FakeHost file(String path, String content, int mode) {
    files.file(HostPath.of(path), content, mode);
    return this;
  }

  public FakeHost directory(String path, int mode) {
    files.directory(HostPath.of(path), mode);
    return this;
  }

  public FakeHost link(String path, String target) {
    files.link(HostPath.of(path), target);
    return this;
  }

  /** The answer to any probe, as it is. */
  public <T> FakeHost answers(Probe<T> probe, T answer) {
    answers.put(probe, answer);
    return this;
  }

  public FakeHost manager(PackageManager kind) {
    manager = kind;
    return this;
  }

  public FakeHost installed(String name, String version) {
    return answers(
        new Probe.PackageAt(manager, name),
        new PackageInfo(name, true, Optional.of(version), Optional.of("amd64"), false, false));
  }

  public FakeHost user(Account account) {
    return answers(new Probe.UserNamed(account.name()), Optional.of(account));
  }

  public FakeHost group(String name, long gid, String... members) {
    return answers(
        new Probe.GroupNamed(name), Optional.of(new GroupInfo(name, gid, List.of(members))));
  }

  public FakeHost tool(String name) {
    return answers(new Probe.Tool(name), Optional.of(HostPath.of("/usr/bin/" + name)));
  }

  public FakeHost unit(UnitInfo info) {
    return answers(Probe.Unit.of(info.unit()), info);
  }

  /** What a command prints, as a query or as an effect; nothing, with status 0, where not told. */
  public FakeHost prints(int status, String stdout, String... argv) {
    outputs.put(List.of(argv), new CommandOutput(status, Blob.of(stdout), Blob.of("")));
    return this;
  }

  /** The effects carried out so far. */
  public List<Effect> done() {
    return List.copyOf(done);
  }

  private Object answer(Probe<?> probe) {
    Object told = answers.get(probe);
    if (told != null) {
      return told;
    }
    return switch (probe) {
      case Probe.FileAt f -> files.stat(f.path(), f.follow());
      case Probe.DigestOf d -> files.content(d.path()).map(b -> b.digest(d.algorithm()));
      case Probe.ContentOf c -> files.content(c.path());
      case Probe.TreeAt t -> files.tree(t.root(), t.depth());
      case Probe.PackageAt p -> PackageInfo.absent(p.name());
      case Probe.Manager m -> manager;
      case Probe.Unit u ->
          new UnitInfo(u.unit(), "not-found", "inactive", "dead", "", false, Map.of());
      case Probe.UserNamed u -> Optional.empty();
      case Probe.GroupNamed g -> Optional.empty();
      case Probe.Tool t -> Optional.empty();
      case Probe.Query q when q.equals(Identity.PROBE) ->
          printed("0022\nuid=0(root) gid=0(root) groups=0(root)\n");
      case Probe.Query q -> outputs.getOrDefault(q.argv(), printed(""));
      case Probe.Facts f -> Value.EMPTY_DICT;
      case Probe.RemoteAt r -> Optional.empty();
    };
  }

  private static CommandOutput printed(String text) {
    return new CommandOutput(0, Blob.of(text), Blob.of(""));
  }

  @Override
  public Answers ask(Set<Probe<?>> probes, Optional<Become> as) {
    asked++;
    Answers out = new Answers();
    probes.forEach(p -> ask(p, out));
    return out;
  }

  private <T> void ask(Probe<T> probe, Answers into) {
    switch (changes.read(probe, base)) {
      case Observed.Known<T>(T value) -> into.put(probe, value);
      case Observed.Unknown<T>(String because) ->
          into.fail(probe, "a fake host cannot know " + probe + " " + because);
    }
  }

  @Override
  public List<EffectOutcome> carryOut(List<Effect> effects, Way way) {
    List<EffectOutcome> out = new ArrayList<>();
    for (Effect effect : effects) {
      EffectOutcome outcome = carryOut(effect);
      out.add(outcome);
      if (outcome.ending() != Ending.DONE) {
        break;
      }
      done.add(effect);
      changes.lay(effect, "since " + effect, base);
    }
    return out;
  }

  private EffectOutcome carryOut(Effect effect) {
    return switch (effect) {
      case Effect.Run run -> {
        CommandOutput output = outputs.getOrDefault(run.command().argv(), printed(""));
        boolean ok = run.okStatuses().isEmpty() || run.okStatuses().contains(output.status());
        yield outcome(effect, ok ? Ending.DONE : Ending.FAILED, output);
      }
      case Effect.WriteFile w when !held(w.path()).equals(w.expected()) ->
          outcome(effect, Ending.OVERTAKEN, printed(""));
      case Effect.CopyFile c when !held(c.to()).equals(c.expected()) ->
          outcome(effect, Ending.OVERTAKEN, printed(""));
      default -> outcome(effect, Ending.DONE, printed(""));
    };
  }

  private Optional<String> held(HostPath path) {
    return changes.read(Probe.DigestOf.sha256(path), base)
            instanceof Observed.Known<Optional<String>>(Optional<String> digest)
        ? digest
        : Optional.empty();
  }

  private static EffectOutcome outcome(Effect effect, Ending ending, CommandOutput output) {
    return new EffectOutcome(effect, ending, output, 0, 0, Map.of());
  }

  @Override
  public Cost cost() {
    return new Cost(new dev.play.connection.Connection.Cost(asked, 0, 0, 0), 0, done.size());
  }

  @Override
  public void close() {}
}
