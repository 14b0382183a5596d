package dev.play.galaxy;

import dev.play.galaxy.fetch.Fetched;
import dev.play.galaxy.fetch.GalaxyFailure;
import dev.play.galaxy.fetch.Identity;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Requirement;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came of an installation so far: what failed, and what is to be locked. */
public final class Outcome {
  private final Order order;
  private final Diagnostics problems = new Diagnostics();
  private final List<Locked> locks = new ArrayList<>();

  Outcome(Order order) {
    this.order = order;
  }

  /** What could not be installed, and why. */
  public List<Diagnostic> problems() {
    return problems.all();
  }

  /** What the lock file should hold: what could not be installed keeps its entries. */
  public LockFile lock() {
    return new LockFile(locks);
  }

  void add(Diagnostics more) {
    more.all().forEach(problems::add);
  }

  void failed(Requirement wanted, GalaxyFailure failure) {
    problems.error(
        wanted.span(), wanted.title() + " was NOT installed successfully: " + failure.getMessage());
    wanted.name().flatMap(name -> order.lock().named(wanted.kind(), name)).ifPresent(locks::add);
  }

  void lock(
      Requirement wanted, String name, Optional<String> version, Optional<Identity> identity) {
    locks.removeIf(entry -> entry.kind() == wanted.kind() && entry.name().equals(name));
    locks.add(
        new Locked(
            wanted.kind(), name, wanted.origin().shown(), wanted.version(), version, identity));
  }

  /** What binds a requirement; none where something else is asked for by now. */
  Optional<Locked> locked(Requirement wanted, String name) {
    if (order.update()) {
      return Optional.empty();
    }
    Optional<Locked> bound =
        order.lock().of(wanted).stream().filter(entry -> entry.name().equals(name)).findFirst();
    if (bound.isEmpty()) {
      changed(wanted.kind(), name, asked(wanted));
    }
    return bound;
  }

  /** Tells that what is locked under a name is no longer what is asked for. */
  void changed(ContentKind kind, String name, String asked) {
    Optional<Locked> other = order.lock().named(kind, name);
    if (order.frozen()) {
      throw new GalaxyFailure(
          other.isPresent()
              ? asked + " is asked for, but the lock file has " + shown(other.get())
              : "the lock file does not have it");
    }
    other.ifPresent(
        entry ->
            order
                .progress()
                .accept(
                    "- "
                        + name
                        + ": "
                        + asked
                        + " is asked for where the lock file has "
                        + shown(entry)
                        + "; it is locked anew"));
  }

  private static String asked(Requirement wanted) {
    return wanted.version().orElse("any version") + " from " + wanted.origin().shown();
  }

  private static String shown(Locked entry) {
    return entry.asked().or(entry::version).orElse("any version") + " from " + entry.source();
  }

  void tellOfNewer(Requirement wanted, String name, Fetched content) {
    content
        .newer()
        .ifPresent(
            newer ->
                order
                    .progress()
                    .accept(
                        "- "
                            + name
                            + ": "
                            + wanted.version().orElse("HEAD")
                            + " is "
                            + newer.shown()
                            + " by now; the lock file keeps "
                            + content.identity().map(Identity::shown).orElse("what it has")
                            + " (--update takes the new one)"));
  }
}
