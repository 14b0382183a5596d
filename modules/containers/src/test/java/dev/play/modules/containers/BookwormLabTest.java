package dev.play.modules.containers;

import static dev.play.task.ModuleOutcome.Status.CHANGED;
import static dev.play.task.ModuleOutcome.Status.FAILED;
import static dev.play.task.ModuleOutcome.Status.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.task.ModuleOutcome;
import dev.play.testkit.LabHost;
import dev.play.testkit.LabSession;
import dev.play.testkit.NoControllerFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Debian bookworm's Docker: 20.10, without compose 2, and without a check of its settings. */
@Tag("lab")
class BookwormLabTest {
  @AutoClose static final LabHost HOST = LabHost.start("bookworm");

  private static ModuleOutcome run(Class<?> module, Object... arguments) {
    try (LabSession session = LabSession.open(HOST, new NoControllerFiles())) {
      return session.run(module, arguments);
    }
  }

  @Test
  void isInstalledAndKeptFromWrongSettings() {
    Map<String, Object> options = Map.of("log-driver", "local");
    HOST.root("apt-get update -qq");
    ModuleOutcome installed =
        run(InstallDocker.class, "daemon_options", options, "users", List.of("play"));
    assertThat(installed.status()).as("%s", installed).isEqualTo(CHANGED);
    assertThat(
            run(InstallDocker.class, "daemon_options", options, "users", List.of("play")).status())
        .isEqualTo(SAME);
    assertThat(HOST.root("docker info -f '{{.LoggingDriver}}'")).isEqualTo("local\n");

    String began = HOST.root("systemctl show -p ActiveEnterTimestampMonotonic docker");
    ModuleOutcome wrong =
        run(InstallDocker.class, "daemon_options", Map.of("log-driver", "local", "no-such", 1));
    assertThat(wrong.status()).isEqualTo(FAILED);
    assertThat(wrong.because().orElseThrow()).contains("no-such");
    assertThat(HOST.root("cat /etc/docker/daemon.json")).doesNotContain("no-such");
    assertThat(HOST.root("systemctl show -p ActiveEnterTimestampMonotonic docker"))
        .isEqualTo(began);

    ModuleOutcome right =
        run(InstallDocker.class, "daemon_options", Map.of("log-driver", "json-file"));
    assertThat(right.status()).as("%s", right).isEqualTo(CHANGED);
    assertThat(HOST.root("docker info -f '{{.LoggingDriver}}'")).isEqualTo("json-file\n");

    HOST.root("mkdir -p /srv/none && echo 'services: {}' > /srv/none/compose.yaml");
    assertThat(run(ComposeUp.class, "project_src", "/srv/none").because().orElseThrow())
        .contains("on Debian before trixie with channel: ce");
  }
}
