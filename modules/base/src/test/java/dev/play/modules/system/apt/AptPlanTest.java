package dev.play.modules.system.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.Effect;
import dev.play.host.Observed;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.ModuleFailure;
import dev.play.module.Plan;
import dev.play.module.TaskResult;
import dev.play.testkit.NoControllerFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is planned in a check in which the lists are still to be refreshed. */
class AptPlanTest {
  private final AptGet apt = AptGet.with(60, List.of(), List.of());
  private final Map<Probe<?>, Object> answers = new HashMap<>();
  private final HostView host =
      new HostView() {
        @Override
        @SuppressWarnings("unchecked") // the test gives each probe an answer of its own type
        public <T> Observed<T> read(Probe<T> probe) {
          return answers.containsKey(probe)
              ? Observed.known((T) answers.get(probe))
              : Observed.unknown("until the lists are refreshed");
        }

        @Override
        public void need(List<? extends Probe<?>> probes) {}

        @Override
        public ControllerFiles files() {
          return new NoControllerFiles();
        }

        @Override
        public long nonce() {
          return 1;
        }
      };

  private static CommandOutput prints(int status, String out) {
    return new CommandOutput(status, Blob.of(out), Blob.of(""));
  }

  private Plan present(String name) {
    answers.put(new Probe.Manager(), PackageManager.APT);
    answers.put(new Probe.PackageAt(PackageManager.APT, name), PackageInfo.absent(name));
    AptPlan plan = new AptPlan(host, apt, Optional.empty(), false);
    plan.present(List.of(name), false);
    return plan.plan(TaskResult.EMPTY);
  }

  private void onlyTheListsAreUnknown() {
    answers.put(AptPlan.INSTALLED, prints(0, ""));
    answers.put(AptPlan.SOURCES, List.of());
  }

  private void refreshed(String name, CommandOutput output) {
    answers.put(apt.simulateRefreshed("install", List.of(name)), output);
  }

  private static Effect only(Plan plan) {
    return ((Plan.Change) plan).effects().getFirst();
  }

  @Test
  void foretellsAnInstallationByACopyOfTheLists() {
    onlyTheListsAreUnknown();
    refreshed("tree", prints(0, "Inst tree (2.2.1-1 Debian:13 [amd64])\n"));
    assertThat(only(present("tree")).touches())
        .contains(Resource.ofPackage("tree"))
        .doesNotContain(Resource.PACKAGES);
  }

  @Test
  void tellsWhatRefreshedListsLack() {
    onlyTheListsAreUnknown();
    refreshed("tree", prints(100, "E: Unable to locate package tree\n"));
    assertThatThrownBy(() -> present("tree"))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageContaining("Unable to locate package tree");
  }

  @Test
  void leavesOpenWhatElseComesAlongWhereTheCopyCannotBeRefreshed() {
    onlyTheListsAreUnknown();
    refreshed("tree", prints(AptGet.NOT_REFRESHED, ""));
    assertThat(only(present("tree")).touches()).contains(Resource.PACKAGES);
  }

  @Test
  void leavesOpenWhetherAPackageComesThatNoListHas() {
    answers.put(AptGet.candidates(List.of("ntp")), prints(0, "ntp:\n  Candidate: (none)\n"));
    assertThatThrownBy(() -> present("ntp")).isInstanceOf(HostView.UnknownHere.class);
  }

  @Test
  void isSureOfAMissingPackageThatTheListsHave() {
    answers.put(AptGet.candidates(List.of("tree")), prints(0, "tree:\n  Candidate: 2.2.1-1\n"));
    assertThat(only(present("tree")).touches()).contains(Resource.PACKAGES);
  }

  @Test
  void asksForNoCopyWhereMoreThanTheListsIsUnknown() {
    refreshed("tree", prints(0, "Inst tree (2.2.1-1 Debian:13 [amd64])\n"));
    assertThat(only(present("tree")).touches()).contains(Resource.PACKAGES);
  }
}
