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
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** synchronize between two hosts: rsync runs on the one that the task is delegated to. */
@Tag("lab")
class SynchronizeLabTest {
  private static final String RSYNC =
      "apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y"
          + " --no-install-recommends rsync >/dev/null 2>&1";

  @AutoClose private static final LabHost GIVER = LabHost.start();
  @AutoClose private static final LabHost TAKER = LabHost.start();

  @TempDir Path directory = Path.of(".");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeAll
  static void installRsync() throws IOException {
    GIVER.root(RSYNC);
    TAKER.root(RSYNC);
    GIVER.root(
        "umask 077; echo '%s' > /home/play/taker; chown play: /home/play/taker"
            .formatted(Files.readString(TAKER.key())));
    GIVER.root(
        "mkdir -p '/srv/tree/d d'; echo one > /srv/tree/one; echo x > \"/srv/tree/d d/it's\"");
  }

  @BeforeEach
  void writeTheInventory() throws IOException {
    TAKER.root("rm -rf /srv/tree");
    Files.writeString(
        directory.resolve("hosts.yml"),
        "all:\n  hosts:\n" + entry("giver", GIVER) + entry("taker", TAKER));
  }

  private static String entry(String name, LabHost host) {
    return "    %s: {ansible_host: %s, ansible_user: play, ansible_ssh_private_key_file: %s, play_host_keys: ['%s']}\n"
        .formatted(name, host.address(), host.key(), host.hostKey());
  }

  private int play(String verb, String task) throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: taker
          gather_facts: false
          tasks:
            - synchronize: %s
              delegate_to: giver
              become: true
        """
            .formatted(task));
    out.reset();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString());
    return Main.execute(
        new Terminal(environment, directory, directory, stream, stream, null, Clock.systemUTC()),
        verb,
        "site.yml",
        "-i",
        "hosts.yml",
        "--diff");
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void copiesATreeFromOneHostToAnotherAsTheCheckSaid() throws IOException {
    String task = "{src: /srv/tree/, dest: /srv/tree, delete: true, private_key: /home/play/taker}";
    assertThat(play("check", task)).as(told()).isZero();
    assertThat(told()).contains("would change=1", "d d/it's");
    assertThat(TAKER.root("ls /srv")).isEmpty();
    assertThat(play("run", task)).as(told()).isZero();
    assertThat(told()).contains("changed=1");
    assertThat(TAKER.root("cat /srv/tree/one \"/srv/tree/d d/it's\"; stat -c %U /srv/tree/one"))
        .isEqualTo("one\nx\nroot\n");
    TAKER.root("touch /srv/tree/more");
    assertThat(play("run", task)).as(told()).isZero();
    assertThat(TAKER.root("ls /srv/tree")).isEqualTo("d d\none\n");
    assertThat(play("check", task)).as(told()).isZero();
    assertThat(told()).contains("would change=0", "unknown=0", "ok=1");
  }

  @Test
  void bringsATreeBackWhenPulling() throws IOException {
    TAKER.root("mkdir /srv/tree; echo two > /srv/tree/two");
    String task = "{src: /srv/tree/, dest: /srv/pulled, mode: pull, private_key: /home/play/taker}";
    assertThat(play("run", task)).as(told()).isZero();
    assertThat(GIVER.root("cat /srv/pulled/two")).isEqualTo("two\n");
  }

  @Test
  void saysWhatIsMissingWhereTheOtherSideHasNoRsync() throws IOException {
    String task =
        "{src: /srv/tree/, dest: /srv/tree, rsync_path: no-such-rsync, private_key: /home/play/taker}";
    assertThat(play("run", task)).isEqualTo(2);
    assertThat(told()).contains("rsync is not on the other side: install the package rsync there");
  }

  @Test
  void isRefusedWhereItWouldRemoveWithoutRecursing() throws IOException {
    assertThat(play("run", "{src: a, dest: /b, delete: true, recursive: false}")).isEqualTo(1);
    assertThat(told()).contains("delete requires recursive to be true");
  }
}
