package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.host.Probe;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostSession;
import dev.play.task.ModuleOutcome;
import dev.play.task.ModuleOutcome.Status;
import dev.play.task.ModuleRunner;
import dev.play.task.Planned;
import dev.play.task.RunSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One case with many arguments, one after another in one place and over one session, as the items
 * of a loop: making a place for each would take many times as long. What the one before has left is
 * there for the next, so what fails here is worth trying alone.
 */
public final class SharedPlace implements AutoCloseable {
  private final CasePlace place;
  private final HeldConnection eyes;
  private final Path controller;
  private final HostSession session;
  private final RunSettings checking;
  private final RunSettings carryingOut;

  /**
   * Makes the place.
   *
   * @param host which scripts look at
   * @param connector which the tasks themselves go over
   */
  public SharedPlace(
      ModuleSpec spec, ModuleCase one, CaseHost host, Supplier<Connection> connector) {
    this.eyes = new HeldConnection(host.connector());
    this.place = CasePlace.of(spec, one, connector, host.over(eyes), "case");
    try {
      this.controller = place.controllerFiles();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    place.make();
    this.session = place.session();
    this.checking = place.settings(controller, true);
    this.carryingOut = place.settings(controller, false);
  }

  /** Those whose arguments can be taken here. */
  public List<ModuleCase> taken(List<ModuleCase> all) {
    return all.stream().filter(one -> place.with(one).bound() instanceof Bound.Arguments).toList();
  }

  /** Asks in few round trips what the checks of all of them will want to know. */
  public void foresee(List<ModuleCase> all) {
    new ModuleRunner(new SecureRandom())
        .anticipate(all.stream().map(this::planned).toList(), session);
  }

  private Planned planned(ModuleCase one) {
    return new Planned(
        place.spec(),
        place.with(one).arguments(),
        checking.become(),
        checking.environment(),
        checking.files(),
        true);
  }

  /** What a check of it would ask the host next; nothing is asked. */
  public Set<Probe<?>> wouldAsk(ModuleCase one) {
    return new ModuleRunner(new SecureRandom()).missing(planned(one), session);
  }

  /** What a check of it says; nothing of that stays for the next. */
  public ModuleOutcome check(ModuleCase one) {
    try {
      return place.with(one).run(session, checking);
    } finally {
      session.forgetPredictions();
    }
  }

  /** What was asked so far. */
  public Set<Probe<?>> asked() {
    return session.observed(place.host().as());
  }

  /**
   * Checks it and carries it out: the check has told what came, and what is on the host then is
   * what was asked for.
   */
  public void holds(ModuleCase one) {
    ModuleOutcome checked = check(one);
    ModuleOutcome ran = place.with(one).run(session, carryingOut);
    Prophecy.wasTold(checked, ran, true);
    if (ran.status() == Status.CHANGED && one.again().equals("same")) {
      assertThat(ran.leftOver()).describedAs("converges").isEmpty();
    }
  }

  /** Nothing below the place was made by a shell that ran a value. */
  public void hasNoTraces() {
    assertThat(place.traces()).describedAs("values stay data").isEmpty();
  }

  @Override
  public void close() {
    session.close();
    place.remove();
    eyes.end();
    try (Stream<Path> all = Files.walk(controller)) {
      all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
