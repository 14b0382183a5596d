package dev.play.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Content;
import dev.play.host.Effect;
import dev.play.host.GroupInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewAccountsTest {
  private static final Probe.GroupNamed BIND = new Probe.GroupNamed("bind");
  private static final Optional<GroupInfo> GROUP =
      Optional.of(new GroupInfo("bind", 101, List.of()));

  private static Observed<Optional<GroupInfo>> behind(
      Set<Resource> touched, Optional<GroupInfo> now) {
    return behind(
        Effect.Run.of(Command.of("apt-get", "install", "bind9"), "install", touched), now);
  }

  private static Observed<Optional<GroupInfo>> behind(Effect effect, Optional<GroupInfo> now) {
    Asker nobody =
        new Asker() {
          @Override
          public <T> Observed<T> read(Probe<T> probe) {
            return Observed.unknown("nobody is asked");
          }
        };
    return new Predicted(effect, "until installed", nobody).after(BIND, Observed.known(now));
  }

  @Test
  void mayBeBroughtByAnInstallation() {
    assertThat(behind(Set.of(Resource.NEW_ACCOUNTS), Optional.empty()))
        .isEqualTo(Observed.unknown("until installed"));
  }

  @Test
  void areNotNewWhereTheyAreThereAlready() {
    assertThat(behind(Set.of(Resource.NEW_ACCOUNTS), GROUP)).isEqualTo(Observed.known(GROUP));
  }

  @Test
  void areNotKeptFromWhatTouchesAllAccounts() {
    assertThat(behind(Set.of(Resource.NEW_ACCOUNTS, Resource.ACCOUNTS), GROUP))
        .isEqualTo(Observed.unknown("until installed"));
  }

  @Test
  void mayBeInTheFilesThatHoldThem() {
    Effect write =
        Effect.WriteFile.of(
            HostPath.of("/etc/group"), Content.of(Blob.of("bind:x:102:\n")), Optional.empty());
    assertThat(behind(write, GROUP)).isEqualTo(Observed.unknown("until installed"));
    Effect other = new Effect.Remove(HostPath.of("/etc/hosts"));
    assertThat(behind(other, GROUP)).isEqualTo(Observed.known(GROUP));
  }
}
