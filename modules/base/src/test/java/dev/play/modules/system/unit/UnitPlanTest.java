package dev.play.modules.system.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.module.ControllerFiles;
import dev.play.module.HostView;
import dev.play.module.Plan;
import dev.play.modules.system.unit.UnitPlan.State;
import dev.play.testkit.NoControllerFiles;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of a host on which a check has foreseen an installation: nothing is known of its units. */
class UnitPlanTest {
  private static final HostView INSTALLING =
      new HostView() {
        @Override
        public <T> Observed<T> read(Probe<T> probe) {
          return Observed.unknown("until \"install\"");
        }

        @Override
        public void need(List<? extends Probe<?>> probes) {}

        @Override
        public ControllerFiles files() {
          return new NoControllerFiles();
        }

        @Override
        public long nonce() {
          return 0;
        }
      };

  private static Plan plan(State state) {
    UnitPlan.Wanted wanted =
        new UnitPlan.Wanted(Optional.of(state), Optional.of(true), Optional.empty(), false, false);
    return UnitPlan.plan(
        INSTALLING, Optional.of("redis"), Probe.Unit.Scope.SYSTEM, wanted, UnitPlan.Reload.NONE);
  }

  @Test
  void aRestartIsAChangeHoweverTheUnitIs() {
    assertThat(plan(State.RESTARTED)).isInstanceOf(Plan.Change.class);
    assertThat(plan(State.RELOADED)).isInstanceOf(Plan.Change.class);
  }

  @Test
  void whetherItHasToBeStartedIsUnknown() {
    assertThatThrownBy(() -> plan(State.STARTED)).isInstanceOf(HostView.UnknownHere.class);
  }
}
