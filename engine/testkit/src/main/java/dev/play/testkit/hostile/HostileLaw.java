package dev.play.testkit.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Connection;
import dev.play.schema.ClassPathModules;
import dev.play.schema.ModuleSpec;
import dev.play.schema.ParamSpec;
import dev.play.testkit.CaseHost;
import dev.play.testkit.CaseRun;
import dev.play.testkit.LabModules;
import dev.play.testkit.SharedPlace;
import dev.play.testkit.hostile.Mutants.Mutant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Values are data. Every option of a module that can hold text is given hostile text in a case that
 * shows what it does, and on a real host nothing of it is evaluated, split or taken for an option,
 * whether it is refused, fails or comes true; and the other laws hold as well.
 *
 * <p>{@code -Dplay.hostile.rounds=20} tries more texts than the two that are usual, and {@code
 * -Dplay.hostile.seed=7} others where they are made at random; {@code -Dplay.hostile.cases=9} puts
 * them into more of a module's cases. {@code -Dplay.hostile.case='sysctl: value'} tries only that.
 *
 * <p>Where more texts are asked for than are known to be telling ({@code
 * -Dplay.hostile.rounds=1000}), {@link ManyTexts} tries them, {@code -Dplay.hostile.seconds=60} for
 * so long for each option. {@code lab/hostile} does that.
 */
public final class HostileLaw {
  private static final int ROUNDS = Integer.getInteger("play.hostile.rounds", 2);
  private static final int CASES = Integer.getInteger("play.hostile.cases", 1);
  private static final long SEED = Long.getLong("play.hostile.seed", 1L);
  private static final String WANTED =
      System.getProperty("play.hostile.case", System.getProperty("play.case", ""));

  /** Where a command that came to be run may have stood. */
  private static final String TRACES =
      "ls -d /pwned 2>/dev/null && rm -rf /pwned\n"
          + "find /root /home /tmp /run /var/tmp /etc /srv -xdev -name pwned -print -exec rm -rf {} +";

  private HostileLaw() {}

  /**
   * A module's tests.
   *
   * @param host a lab host, as root, over a connection that is quick to borrow
   */
  public static Stream<DynamicTest> of(Class<?> module, CaseHost host) {
    Mutants mutants = Mutants.of(ModuleSpec.of(module));
    Exceptions exceptions = Exceptions.of(module);
    List<DynamicTest> out = new ArrayList<>();
    List<String> texts = HostileText.some(ROUNDS, SEED);
    if (ROUNDS > HostileText.known() && !mutants.cases().isEmpty()) {
      out.add(DynamicTest.dynamicTest("prepares", () -> prepare(mutants, host)));
    }
    for (ParamSpec option : mutants.options()) {
      String name = mutants.name(option);
      String told = mutants.spec().name() + ": " + option.name();
      if (exceptions.isRun(name) || ROUNDS > HostileText.known() && !told.contains(WANTED)) {
        continue;
      }
      if (ROUNDS > HostileText.known()) {
        out.add(
            DynamicTest.dynamicTest(
                option.name() + ": " + ROUNDS + " texts",
                () -> new ManyTexts(mutants, option, exceptions, host).stayData(ROUNDS, SEED)));
      } else {
        for (Mutant mutant : mutants.of(option, texts, CASES, exceptions.isDoneAgain(name))) {
          if ((mutants.spec().name() + ": " + mutant.name()).contains(WANTED)) {
            out.add(
                DynamicTest.dynamicTest(
                    mutant.name(), () -> staysData(mutants.spec(), mutant, host, exceptions)));
          }
        }
      }
    }
    return out.stream();
  }

  /** Often the first case brings what the module's others need, too. */
  private static void prepare(Mutants mutants, CaseHost host) {
    mutants.cases().stream()
        .filter(c -> !c.name().startsWith("bad input")) // some of those leave a lock behind
        .findFirst()
        .ifPresent(c -> new SharedPlace(mutants.spec(), c, host, host.connector()).close());
  }

  private static void staysData(
      ModuleSpec spec, Mutant mutant, CaseHost host, Exceptions exceptions) throws Exception {
    isHeard(spec, mutant, host, exceptions);
    leftNoTraces(host);
  }

  /** Holds the laws to it, and finds nothing that a shell or a tool complains of. */
  static void isHeard(ModuleSpec spec, Mutant mutant, CaseHost host, Exceptions exceptions)
      throws IOException {
    List<String> heard = new ArrayList<>();
    boolean options = !exceptions.isOptions(mutant.option());
    Supplier<Connection> connector = () -> new Overheard(host.connector().get(), heard, options);
    CaseRun.holdsTheLaws(spec, mutant.one(), host, connector, "case");
    assertThat(heard).describedAs("what shells and tools complain of").isEmpty();
  }

  static void leftNoTraces(CaseHost host) {
    assertThat(host.shell("/", TRACES)).describedAs("traces of what was run").isEmpty();
  }

  /**
   * Whatever random texts an option is given, the module takes or refuses them: it never breaks. No
   * host is needed for this.
   *
   * @param test a class of the project
   * @param texts how many for each place in each option that holds text
   * @param packages where its modules live
   */
  public static void takesOrRefuses(Class<?> test, int texts, String... packages) {
    ClassPathModules modules =
        new ClassPathModules(test.getClassLoader(), List.of(packages), List.of());
    List<String> broken = new ArrayList<>();
    for (String name : modules.names()) {
      Mutants mutants = Mutants.of(modules.find(name).orElseThrow());
      for (ParamSpec option : mutants.texts()) {
        long seed = SEED ^ mutants.name(option).hashCode();
        for (Mutant mutant : mutants.of(option, HostileText.random(texts, seed), 1, false)) {
          try {
            CaseRun.isRefused(mutants.spec(), mutant.one());
          } catch (RuntimeException bug) {
            broken.add(mutants.spec().name() + ": " + mutant.name() + ": " + bug);
          }
        }
      }
    }
    assertThat(broken).describedAs("with seed " + SEED).isEmpty();
  }

  /**
   * Every module is run by some {@link dev.play.testkit.lab.ModuleLab}, and every option that can
   * hold text has a case to put hostile text into or is listed as code by definition.
   *
   * @param test a class of the project
   * @param packages where its modules live
   */
  public static void reachesEveryOption(Class<?> test, String... packages) {
    ClassPathModules modules =
        new ClassPathModules(test.getClassLoader(), List.of(packages), List.of());
    Exceptions exceptions = Exceptions.of(test);
    Set<String> unreached = new TreeSet<>();
    Set<String> reached = new TreeSet<>();
    Set<Class<?>> tested = LabModules.Tested.by(test);
    Set<String> unknown = new TreeSet<>(exceptions.names());
    for (String name : modules.names()) {
      Mutants mutants = Mutants.of(modules.find(name).orElseThrow());
      if (!tested.contains(mutants.spec().create().getClass())) {
        unreached.add(mutants.spec().name());
      }
      for (ParamSpec option : mutants.texts()) {
        unknown.remove(mutants.name(option));
        boolean shown = mutants.options().contains(option) && !mutants.shows(option).isEmpty();
        if (shown || exceptions.isRun(mutants.name(option))) {
          reached.add(mutants.name(option));
        } else {
          unreached.add(mutants.name(option));
        }
      }
    }
    unreached.removeAll(reached);
    assertThat(unreached).describedAs("modules and options that no hostile text reaches").isEmpty();
    assertThat(unknown).describedAs("listed, but no such option").isEmpty();
  }
}
