package dev.play.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.host.Command;
import dev.play.host.HostException;
import dev.play.host.Probe;
import dev.play.schema.ParamSpec;
import dev.play.testkit.CaseHost;
import dev.play.testkit.CaseRun;
import dev.play.testkit.ModuleCase;
import dev.play.testkit.SharedPlace;
import dev.play.testkit.hostile.Mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Many hostile texts for one option. Each is refused before a host is asked, or taken. Those that
 * are taken are checked and carried out on the host, one after another in one place, as long as the
 * time lasts ({@code -Dplay.hostile.seconds}). The others are checked there, as long, many in one
 * round trip, and the host's shell tells which words the commands would be given; where that takes
 * longer than there is time, the shell tells so of what the first questions would be. What breaks a
 * law in company is tried alone, under all laws.
 *
 * <p>How far each came is added to {@code target/hostile-texts.tsv}: module, option, seed, texts
 * wanted, all with what is tried in several places, refused, carried out, checked, asked, left
 * over; how many were tried alone; seconds. What broke is added to {@code
 * target/hostile-broken.txt} at once.
 */
final class ManyTexts {
  private static final double SECONDS =
      Double.parseDouble(System.getProperty("play.hostile.seconds", "3600"));
  private static final Path BROKEN = Path.of("target/hostile-broken.txt");
  private static final Path REPORT = Path.of("target/hostile-texts.tsv");

  /** Looking everywhere for what was run takes longer than most tasks. */
  private static final int CARRIED_OUT_TOGETHER = 50;

  private static final int CHECKED_TOGETHER = 200;

  private final Mutants mutants;
  private final ParamSpec option;
  private final Exceptions exceptions;
  private final CaseHost host;
  private final Set<Command> told = new HashSet<>();
  private int refused;
  private int carriedOut;
  private int checked;
  private int asked;
  private int alone;

  ManyTexts(Mutants mutants, ParamSpec option, Exceptions exceptions, CaseHost host) {
    this.mutants = mutants;
    this.option = option;
    this.exceptions = exceptions;
    this.host = host;
  }

  void stayData(int count, long seed) throws IOException {
    long started = System.nanoTime();
    List<Mutant> taken = taken(count, seed ^ mutants.name(option).hashCode());
    try {
      carriedOut = together(taken, CARRIED_OUT_TOGETHER, this::carryOut);
      look(taken.subList(carriedOut, taken.size()));
    } catch (AssertionError | RuntimeException broken) {
      String what = "%s, seed %d: %s".formatted(mutants.name(option), seed, broken.getMessage());
      Files.writeString(
          BROKEN, what + "\n\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      throw new AssertionError(what, broken);
    } finally {
      int left = taken.size() - carriedOut - checked - asked;
      String spec = mutants.spec().name();
      String name = mutants.name(option);
      long millis = (System.nanoTime() - started) / 1_000_000L;
      int all = refused + taken.size();
      report(
          spec,
          name,
          seed,
          count,
          all,
          refused,
          carriedOut,
          checked,
          asked,
          left,
          alone,
          millis / 1000.0);
    }
  }

  /** The telling texts in each place of the option, the others in one place each. */
  private List<Mutant> taken(int count, long seed) {
    boolean again = exceptions.isDoneAgain(mutants.name(option));
    String name = mutants.name(option);
    List<String> texts =
        HostileText.some(count, seed).stream().filter(t -> !exceptions.isProgram(name, t)).toList();
    List<Mutant> all = mutants.of(option, texts, 1, again);
    int places = all.size() / texts.size();
    List<Mutant> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int text = i / places;
      boolean meant = text < HostileText.known() || i % places == text % places;
      if (meant && CaseRun.isRefused(mutants.spec(), all.get(i).one())) {
        refused++;
      } else if (meant) {
        out.add(all.get(i));
      }
    }
    return out;
  }

  /** A way to try some in one place. */
  private interface Way {
    /** Says how many of them it came to. */
    int with(List<Mutant> some, long until) throws IOException;
  }

  /** Few at first: where one takes long, many would take longer than there is time. */
  private int together(List<Mutant> all, int most, Way way) throws IOException {
    long until = System.nanoTime() + (long) (SECONDS * 1e9);
    int done = 0;
    int next = Math.min(most, 25);
    while (done < all.size() && System.nanoTime() < until) {
      long started = System.nanoTime();
      done += way.with(all.subList(done, Math.min(all.size(), done + next)), until);
      if (System.nanoTime() - started < 1_000_000_000L) {
        next = Math.min(most, 2 * next);
      }
    }
    return done;
  }

  private int carryOut(List<Mutant> some, long until) throws IOException {
    List<String> heard = new ArrayList<>();
    int done = 0;
    boolean broken = false;
    try (SharedPlace place = place(some, heard)) {
      while (done < some.size() && !broken && (done == 0 || System.nanoTime() < until)) {
        Mutant mutant = some.get(done++);
        try {
          if (!place.taken(List.of(mutant.one())).isEmpty()) {
            place.holds(mutant.one());
          }
        } catch (AssertionError | HostException inCompany) {
          alone(mutant, inCompany);
          broken = true; // the place may be in disorder
        }
        assertThat(heard).describedAs("%s: what is complained of", mutant.name()).isEmpty();
      }
      place.hasNoTraces();
    }
    HostileLaw.leftNoTraces(host);
    return done;
  }

  /** What breaks a law in company may only have met what the one before it left. */
  private void alone(Mutant mutant, Throwable inCompany) throws IOException {
    alone++;
    try {
      HostileLaw.isHeard(mutants.spec(), mutant, host, exceptions);
    } catch (AssertionError really) {
      String also = "\nin company: " + inCompany.getMessage();
      throw new AssertionError(mutant.name() + "\n" + really.getMessage() + also, really);
    }
  }

  /** One place for all: what only looks leaves it as it is. */
  private void look(List<Mutant> rest) throws IOException {
    if (rest.isEmpty()) {
      return;
    }
    List<String> heard = new ArrayList<>();
    try (SharedPlace place = place(rest, heard)) {
      checked = together(rest, CHECKED_TOGETHER, check(place));
      List<Mutant> last = rest.subList(checked, rest.size());
      asked = together(last, CHECKED_TOGETHER, ask(place));
      assertThat(heard).describedAs("complained of").isEmpty();
      place.hasNoTraces();
    }
    HostileLaw.leftNoTraces(host);
  }

  private static List<ModuleCase> cases(SharedPlace place, List<Mutant> some) {
    return place.taken(some.stream().map(Mutant::one).toList());
  }

  private Way check(SharedPlace place) {
    return (some, until) -> {
      check(place, cases(place, some));
      return some.size();
    };
  }

  private Way ask(SharedPlace place) {
    return (some, until) -> {
      ask(place, cases(place, some));
      return some.size();
    };
  }

  private void check(SharedPlace place, List<ModuleCase> some) {
    place.foresee(some);
    Set<Command> commands = new HashSet<>();
    for (ModuleCase one : some) {
      commands.addAll(Arrival.commands(place.check(one).effects()));
    }
    commands.addAll(Arrival.questions(place.asked()));
    commands.removeAll(told);
    told.addAll(commands);
    new Arrival(host).isWhole(List.copyOf(commands));
  }

  private void ask(SharedPlace place, List<ModuleCase> some) {
    Set<Probe<?>> questions = new HashSet<>();
    some.forEach(one -> questions.addAll(place.wouldAsk(one)));
    new Arrival(host).isWhole(Arrival.questions(questions));
  }

  private SharedPlace place(List<Mutant> some, List<String> heard) {
    boolean options = !exceptions.isOptions(mutants.name(option));
    Supplier<Connection> connector = () -> new Overheard(host.connector().get(), heard, options);
    return new SharedPlace(mutants.spec(), some.getFirst().one(), host, connector);
  }

  private static void report(Object... columns) throws IOException {
    List<String> words = List.of(columns).stream().map(String::valueOf).toList();
    Files.writeString(
        REPORT,
        String.join("\t", words) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
