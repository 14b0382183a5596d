package dev.play.task;

import dev.play.connection.Become;
import dev.play.effect.Asker;
import dev.play.effect.EffectOutcome;
import dev.play.effect.Overlay;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostException;
import dev.play.host.HostName;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.observe.Answers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A host during a run: what has been observed of it, as which user, and in a check what has been
 * predicted. Used by one thread at a time.
 */
public final class HostSession implements AutoCloseable {
  /** Seconds. A command that only reads, and takes as long, has been waiting, too. */
  private static final double LONG = 1;

  private final HostName name;
  private final HostAccess access;
  private final Map<Optional<Become>, Answers> observed = new HashMap<>();
  private final Map<Optional<Become>, Asker> askers = new HashMap<>();
  private final Map<Optional<Become>, Set<Probe<?>>> along = new HashMap<>();
  private Overlay overlay = new Overlay();
  private Optional<HostException> postponed = Optional.empty();

  public HostSession(HostName name, HostAccess access) {
    this.name = name;
    this.access = access;
  }

  public HostName name() {
    return name;
  }

  /** What this host has cost so far. */
  public HostAccess.Cost cost() {
    return access.cost();
  }

  /** The host's own answers to a user, or {@link Missing}. One object a user. */
  Asker asker(Optional<Become> as) {
    return askers.computeIfAbsent(
        as,
        user ->
            new Asker() {
              @Override
              public <T> Observed<T> read(Probe<T> probe) {
                return Observed.known(
                    answers(user).get(probe).orElseThrow(() -> new Missing(Set.of(probe), user)));
              }
            });
  }

  private Answers answers(Optional<Become> as) {
    return observed.computeIfAbsent(as, u -> new Answers());
  }

  Overlay overlay() {
    return overlay;
  }

  /** Whether something has been predicted that the host itself does not show. */
  public boolean hasPredictions() {
    return !overlay.isEmpty();
  }

  boolean isObserved(Probe<?> probe, Optional<Become> as) {
    return answers(as).has(probe);
  }

  /**
   * Asks the host, in one round trip a user.
   *
   * @throws dev.play.host.HostException when it cannot be asked
   */
  void fetch(Set<Probe<?>> probes, Optional<Become> as) {
    Set<Probe<?>> wanted = new LinkedHashSet<>(probes);
    probes.forEach(p -> wanted.addAll(companions(p)));
    wanted.removeIf(answers(as)::has);
    if (!wanted.isEmpty()) {
      throwPostponed();
      Set<Probe<?>> foreseen = along.getOrDefault(as, Set.of());
      along.remove(as);
      wanted.addAll(foreseen);
      foreseen.forEach(p -> wanted.addAll(companions(p)));
      wanted.removeIf(answers(as)::has);
      answers(as).addAll(access.ask(wanted, as));
    }
  }

  /** The next question as this user asks these probes too, in the same round trip. */
  void askAlong(Set<Probe<?>> probes, Optional<Become> as) {
    along.computeIfAbsent(as, u -> new LinkedHashSet<>()).addAll(probes);
  }

  /** Looking ahead has lost the host: the task at hand is told so, without waiting once more. */
  void postpone(HostException lost) {
    postponed = Optional.of(lost);
  }

  /** The task at hand is over; the next one tries anew. */
  void postponeNothing() {
    postponed = Optional.empty();
  }

  private void throwPostponed() {
    if (postponed.isPresent()) {
      throw postponed.get();
    }
  }

  /**
   * Predicting, and forgetting, need to know where links on a path lead: what lies on the way is
   * asked along, in the same call of stat(1), to spare a round trip.
   */
  private static List<Probe<?>> companions(Probe<?> probe) {
    return switch (probe) {
      case Probe.FileAt f -> onTheWay(f.path());
      case Probe.DigestOf d -> onTheWay(d.path());
      case Probe.ContentOf c -> onTheWay(c.path());
      case Probe.TreeAt t -> onTheWay(t.root());
      default -> List.of();
    };
  }

  private static List<Probe<?>> onTheWay(HostPath path) {
    List<Probe<?>> out = new ArrayList<>();
    HostPath at = path.normal();
    out.add(Probe.FileAt.of(at));
    while (!at.parent().equals(at) && !at.parent().text().equals("/")) {
      at = at.parent();
      out.add(Probe.FileAt.of(at));
    }
    return out;
  }

  /** What has been asked as a user. */
  public Set<Probe<?>> observed(Optional<Become> as) {
    return answers(as).probes();
  }

  /** The host as a user sees it now, predictions included; asks it where needed. */
  public Asker view(Optional<Become> as) {
    return asking(() -> overlay, as);
  }

  /** The host as it is now, without predictions; asks it where needed. */
  public Asker reality(Optional<Become> as) {
    Overlay none = new Overlay();
    return asking(() -> none, as);
  }

  /** The host with other predictions than the session's own; asks it where needed. */
  Asker under(Overlay predictions, Optional<Become> as) {
    return asking(() -> predictions, as);
  }

  /**
   * Forgets what checks have predicted: after a task with {@code check_mode: true} in a run that is
   * otherwise real.
   */
  public void forgetPredictions() {
    overlay = new Overlay();
  }

  private Asker asking(Supplier<Overlay> predictions, Optional<Become> as) {
    return new Asker() {
      @Override
      public <T> Observed<T> read(Probe<T> probe) {
        while (true) {
          try {
            return predictions.get().read(probe, asker(as));
          } catch (Missing missing) {
            fetch(missing.probes(), missing.as());
          }
        }
      }
    };
  }

  /** Whether touching these would make an answer stale that one of the probes, or its path, has. */
  boolean wouldForget(Set<Resource> touched, Set<Probe<?>> probes) {
    if (touched.isEmpty()) {
      return false;
    }
    Set<Probe<?>> all = new HashSet<>(probes);
    probes.forEach(p -> all.addAll(companions(p)));
    Set<HostPath> links = new HashSet<>();
    observed.values().forEach(answers -> links.addAll(links(answers)));
    return all.stream().anyMatch(p -> isStale(p, touched, links));
  }

  /** Carries effects out and forgets what they touched, whether they succeed or not. */
  List<EffectOutcome> carryOut(List<Effect> effects, HostAccess.Way way) {
    throwPostponed();
    Set<Resource> touched = touchedBy(effects);
    try {
      List<EffectOutcome> outcomes = access.carryOut(effects, way);
      if (outcomes.stream().anyMatch(HostSession::tookItsTime)) {
        touched.add(Resource.EVERYTHING);
      }
      return outcomes;
    } finally {
      forget(touched);
    }
  }

  private static boolean tookItsTime(EffectOutcome outcome) {
    return outcome.effect().touches().contains(Resource.NOTHING) && outcome.seconds() >= LONG;
  }

  /**
   * All of which answers are forgotten when these have been carried out. A command that does not
   * even touch nothing has been waiting for something: things change by themselves meanwhile.
   */
  static Set<Resource> touchedBy(List<Effect> effects) {
    Set<Resource> touched = new LinkedHashSet<>();
    effects.forEach(e -> touched.addAll(e.touches()));
    if (effects.size() > 1 && effects.stream().anyMatch(Effect.Link.class::isInstance)) {
      touched.add(Resource.EVERYTHING); // attributes set through a link that is new
    }
    if (effects.stream().anyMatch(e -> e instanceof Effect.Run run && run.touches().isEmpty())) {
      touched.add(Resource.EVERYTHING);
    }
    return touched;
  }

  /** Forgets what was observed of these resources: something else may have changed them. */
  public void forget(Set<Resource> touched) {
    for (Answers answers : observed.values()) {
      Set<HostPath> links = links(answers);
      answers.removeIf(probe -> isStale(probe, touched, links));
    }
  }

  private static Set<HostPath> links(Answers answers) {
    Set<HostPath> out = new HashSet<>();
    for (Probe<?> probe : answers.probes()) {
      if (probe instanceof Probe.FileAt file
          && answers.get(file).map(HostSession::hasOtherNames).orElse(false)) {
        out.add(file.path().normal());
      }
    }
    return out;
  }

  private static boolean hasOtherNames(FileInfo info) {
    return info.isLink() || (info.isFile() && info.links() > 1);
  }

  private static boolean isStale(Probe<?> probe, Set<Resource> touched, Set<HostPath> links) {
    for (Resource resource : touched) {
      for (Resource asked : probe.about()) {
        if (resource.affects(asked) || mayBeAlias(resource, asked, links)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * One file may have two paths by links: {@code /var/run} and {@code /run}. The same last name, or
   * being a link or one of several names, is taken for the same file; being wrong costs a question.
   */
  private static boolean mayBeAlias(Resource touched, Resource asked, Set<HostPath> links) {
    if (asked instanceof Resource.Tree && touched instanceof Resource.Path) {
      return false;
    }
    HostPath own = path(touched);
    HostPath other = path(asked);
    if (own == null || other == null) {
      return false;
    }
    return own.name().equals(other.name())
        || links.contains(other.normal())
        || links.contains(own.normal());
  }

  private static @org.jspecify.annotations.Nullable HostPath path(Resource resource) {
    return switch (resource) {
      case Resource.Path(HostPath path) -> path;
      case Resource.Tree(HostPath root) -> root;
      case Resource.TreeBut(HostPath root, Set<HostPath> but) -> root;
      default -> null;
    };
  }

  /** Drops the connection and all observations, as after a reboot. */
  public void reset() {
    access.close();
    observed.clear();
    along.clear();
    postponeNothing();
  }

  @Override
  public void close() {
    access.close();
  }
}
