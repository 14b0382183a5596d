package dev.play.modules.system.apt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.connection.Become;
import dev.play.effect.EffectOutcome;
import dev.play.host.Effect;
import dev.play.host.HostName;
import dev.play.host.Probe;
import dev.play.module.Module;
import dev.play.modules.base.Shell;
import dev.play.modules.system.Apt;
import dev.play.observe.Answers;
import dev.play.schema.Bound;
import dev.play.schema.ModuleSpec;
import dev.play.task.HostAccess;
import dev.play.task.HostSession;
import dev.play.task.ModuleRunner;
import dev.play.task.Planned;
import dev.play.testkit.FakeHost;
import dev.play.testkit.NoControllerFiles;
import dev.play.value.Value;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often apt-get is asked, a second each time, for tasks whose turn is still to come. */
class AptAheadTest {
  private final FakeHost fake = new FakeHost();
  private final List<String> simulated = new ArrayList<>();
  private final HostAccess counting =
      new HostAccess() {
        @Override
        public Answers ask(Set<Probe<?>> probes, Optional<Become> as) {
          for (Probe<?> probe : probes) {
            if (probe instanceof Probe.Query q && q.argv().getFirst().equals("apt-get")) {
              simulated.add(q.argv().getLast());
            }
          }
          return fake.ask(probes, as);
        }

        @Override
        public List<EffectOutcome> carryOut(List<Effect> effects, Way way) {
          return fake.carryOut(effects, way);
        }

        @Override
        public Cost cost() {
          return fake.cost();
        }

        @Override
        public void close() {}
      };
  private final HostSession host = new HostSession(new HostName("fake"), counting);
  private final List<Planned> ahead = new ArrayList<>();

  AptAheadTest() {
    AptGet apt = AptGet.with(60, List.of("force-confdef", "force-confold"), List.of());
    for (String name : List.of("one", "two", "three")) {
      fake.prints(
          0,
          "Inst " + name + " (1.0 Debian:13 [amd64])\n",
          apt.simulate("install", List.of(name)).argv().toArray(String[]::new));
    }
  }

  private void task(Class<?> module, boolean check, Object... arguments) {
    ModuleSpec spec = ModuleSpec.of(module.asSubclass(Module.class));
    Record record = ((Bound.Arguments) spec.bind(Value.dictOf(arguments))).record();
    ahead.add(
        new Planned(spec, record, Optional.empty(), Map.of(), new NoControllerFiles(), check));
  }

  private List<String> simulatedAhead() {
    new ModuleRunner(new SecureRandom()).anticipate(ahead, host);
    return simulated;
  }

  @Test
  void isAskedOfTheFirstTaskAloneWhereEachChangesWhichPackagesThereAre() {
    task(Apt.class, false, "name", "one");
    task(Apt.class, false, "name", "two");
    task(Apt.class, false, "name", "three");
    assertThat(simulatedAhead()).containsExactly("one");
  }

  @Test
  void isNotAskedBehindACommandThatMayDoAnything() {
    task(Shell.class, false, "cmd", "./configure && make");
    task(Apt.class, false, "name", "one");
    task(Apt.class, false, "name", "two");
    assertThat(simulatedAhead()).isEmpty();
  }

  @Test
  void isNotAskedBehindSuchACommandInACheckEither() {
    task(Shell.class, true, "cmd", "./configure && make");
    task(Apt.class, true, "name", "one");
    assertThat(simulatedAhead()).isEmpty();
  }

  @Test
  void isAskedBehindACommandThatOnlyReads() {
    task(Shell.class, false, "cmd", "cat /etc/hostname");
    task(Apt.class, false, "name", "one");
    assertThat(simulatedAhead()).containsExactly("one");
  }

  @Test
  void isAskedForAllWhereNothingChanges() {
    fake.installed("one", "1.0").installed("two", "1.0");
    AptGet apt = AptGet.with(60, List.of("force-confdef", "force-confold"), List.of());
    for (String name : List.of("one", "two")) {
      fake.prints(0, "", apt.simulate("install", List.of(name)).argv().toArray(String[]::new));
    }
    task(Apt.class, false, "name", "one", "state", "latest");
    task(Apt.class, false, "name", "two", "state", "latest");
    assertThat(simulatedAhead()).containsExactly("one", "two");
  }
}
