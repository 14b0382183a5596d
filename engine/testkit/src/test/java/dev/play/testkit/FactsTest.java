package dev.play.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Probe;
import dev.play.observe.facts.FactScript;
import dev.play.observe.facts.FactsNeeded;
import dev.play.task.ShellAccess;
import dev.play.value.Value;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
  private final Path home;

  FactsTest(@TempDir Path home) {
    this.home = home;
  }

  private Value.Dict facts(String shell, String... subsets) {
    List<String> command = shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell);
    Probe.Facts probe = new Probe.Facts(Set.of(subsets));
    try (ShellAccess access =
        new ShellAccess(
            () -> new LocalShell(command, home), new SecureRandom(), InstantSource.system())) {
      return access.ask(Set.of(probe), Optional.empty()).get(probe).orElseThrow();
    }
  }

  @Test
  void everyFactIsThereWhereItAloneIsReferredTo() {
    Set<Value> own = Set.of(Value.text("gather_subset"), Value.text("module_setup"));
    for (Value name : facts("/bin/sh", "all").entries().keySet()) {
      List<String> needed = FactsNeeded.subsets(Set.of(((Value.Text) name).text()));
      assertThat(FactScript.unknown(Set.copyOf(needed))).as("for %s", name).isEmpty();
      if (!own.contains(name) && !needed.equals(List.of("all"))) {
        assertThat(facts("/bin/sh", needed.toArray(String[]::new)).entries()).containsKey(name);
      }
    }
    assertThat(FactsNeeded.subsets(Set.of("os_family", "distribution")))
        .containsExactly("!all", "!fqdn", "!date_time", "!lsb", "!systemd", "!local");
    assertThat(FactsNeeded.subsets(Set.of("mounts", "local", "lsb")))
        .containsExactly("!all", "!fqdn", "!date_time", "!systemd", "hardware");
    assertThat(FactsNeeded.subsets(Set.of("os_family", "eth7"))).containsExactly("all");
  }

  @Test
  void tellsOfTheHostsOwnPython() {
    Value.Dict python = (Value.Dict) facts("/bin/sh", "python").get("python").orElseThrow();
    assertThat(((Value.Dict) python.get("version").orElseThrow()).get("major"))
        .contains(Value.of(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void tellsTheLoginsOwnEnvironment(String shell) {
    Value.Dict env = (Value.Dict) facts(shell, "min").get("env").orElseThrow();
    assertThat(env.get("PATH")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "busybox"})
  void tellsWhatAnsiblesUsersKnow(String shell) {
    Value.Dict facts = facts(shell, "all");
    assertThat(facts.entries().keySet().stream().map(k -> ((Value.Text) k).text()))
        .contains(
            "distribution",
            "distribution_version",
            "distribution_major_version",
            "os_family",
            "architecture",
            "kernel",
            "hostname",
            "fqdn",
            "nodename",
            "domain",
            "date_time",
            "env",
            "user_id",
            "user_dir",
            "service_mgr",
            "pkg_mgr",
            "machine_id",
            "dns",
            "cmdline",
            "memtotal_mb",
            "processor_vcpus",
            "mounts",
            "devices",
            "interfaces",
            "default_ipv4",
            "all_ipv4_addresses",
            "virtualization_type",
            "selinux",
            "apparmor",
            "local",
            "lsb",
            "uptime_seconds",
            "system_vendor");
    assertThat(facts.get("os_family")).contains(Value.text("Debian"));
    assertThat(facts.get("pkg_mgr")).contains(Value.text("apt"));
    assertThat(facts.get("system")).contains(Value.text("Linux"));
    assertThat(facts.get("lo").orElseThrow()).isInstanceOf(Value.Dict.class);
    assertThat(((Value.Dict) facts.get("env").orElseThrow()).get("PATH")).isPresent();
  }

  @Test
  void leavesOutWhatIsNotAskedFor() {
    Value.Dict facts = facts("/bin/sh", "!all", "network");
    assertThat(facts.get("interfaces")).isPresent();
    assertThat(facts.get("memtotal_mb")).isEmpty();
    assertThat(facts.get("distribution")).isPresent();
  }
}
