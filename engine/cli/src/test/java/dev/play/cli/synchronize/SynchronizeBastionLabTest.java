package dev.play.cli.synchronize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.cli.Main;
import dev.play.cli.terminal.Terminal;
import dev.play.testkit.LabHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** synchronize from the controller to a host whose name its bastion alone knows. */
@Tag("lab")
class SynchronizeBastionLabTest {
  private static final String INSIDE = "db.inside.invalid";

  private static final String TASK = "synchronize: {src: file, dest: /tmp/synchronized}";

  /** Stands for rsync, which this machine may not have: one file, by the ssh that it is told of. */
  private static final String RSYNC =
      """
      #!/bin/sh
      case " $* " in *' --dry-run '*) echo '<<CHANGED>><f+++++++++ file'; exit 0 ;; esac
      for word; do from=${to-} to=$word; done
      $RSYNC_RSH "${to%%:*}" "cat > ${to#*:}" < "$from" || exit
      echo '<<CHANGED>><f+++++++++ file'
      """;

  @AutoClose private static final LabHost BASTION = LabHost.start();
  @AutoClose private static final LabHost INNER = LabHost.start();

  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int play(String verb, String jump, String task) throws IOException {
    Path rsync = Files.createDirectories(directory.resolve("bin")).resolve("rsync");
    Files.writeString(rsync, RSYNC);
    Files.setPosixFilePermissions(rsync, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(directory.resolve("file"), "well\n");
    Files.writeString(
        directory.resolve("hosts.yml"),
        """
        all:
          hosts:
            bastion: {ansible_host: %s, ansible_user: play, ansible_ssh_private_key_file: %s, play_host_keys: ['%s']}
            inner:
              ansible_host: %s
              ansible_user: play
              ansible_ssh_private_key_file: %s
              play_host_keys: ['%s']
              ansible_ssh_common_args: -J %s
        """
            .formatted(
                BASTION.address(),
                BASTION.key(),
                BASTION.hostKey(),
                INSIDE,
                INNER.key(),
                INNER.hostKey(),
                jump));
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: inner
          gather_facts: false
          tasks:
            - %s
        """
            .formatted(task));
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Map<String, String> environment =
        Map.of("PATH", rsync.getParent() + ":/usr/bin:/bin", "HOME", directory.toString());
    return Main.execute(
        new Terminal(environment, directory, directory, stream, stream, null, Clock.systemUTC()),
        verb,
        "site.yml",
        "-i",
        "hosts.yml");
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void goesThroughTheBastionAsThatOnesOwnVariablesSay() throws IOException {
    BASTION.root("echo " + INNER.address() + " " + INSIDE + " >> /etc/hosts");
    INNER.root("rm -f /tmp/synchronized");

    assertThat(play("check", "bastion", TASK)).as(told()).isZero();
    assertThat(told()).contains("would change=1");
    assertThat(play("run", "bastion", TASK)).as(told()).isZero();
    assertThat(told()).contains("changed=1");
    assertThat(INNER.root("cat /tmp/synchronized; stat -c %U /tmp/synchronized"))
        .isEqualTo("well\nplay\n");
  }

  @Test
  void asksWhetherAHostOfTheInventoryWasMeant() throws IOException {
    assertThat(play("run", "batsion", "ping:")).isEqualTo(4);
    assertThat(told()).contains("the bastion batsion", "did you mean 'bastion'?");
  }
}
