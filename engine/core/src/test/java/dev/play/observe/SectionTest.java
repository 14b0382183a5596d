package dev.play.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.host.HostException;
import dev.play.host.PackageInfo;
import dev.play.host.PackageManager;
import dev.play.host.Probe.GroupNamed;
import dev.play.host.Probe.PackageAt;
import dev.play.host.Probe.Unit;
import dev.play.host.Probe.UserNamed;
import dev.play.host.UnitInfo;
import dev.play.shell.Frames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What hosts really wrote, read. */
class SectionTest {
  private static Frames.Part part(int status, String out, String err) {
    return new Frames.Part(
        status,
        out.getBytes(StandardCharsets.UTF_8),
        err.getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  private static Answers read(Section section, int status, String out, String err) {
    Answers answers = new Answers();
    section.read(part(status, out, err), answers);
    return answers;
  }

  private static PackageAt apt(String name) {
    return new PackageAt(PackageManager.APT, name);
  }

  @Test
  void readsDpkg() {
    List<PackageAt> asked =
        List.of(
            apt("nginx"), apt("libc6"), apt("libc6:i386"), apt("ufw"), apt("gone"), apt("none"));
    Answers answers =
        read(
            new PackageSection(PackageManager.APT, asked),
            1,
            "nginx\tamd64\tii \t1.22.1-9+deb12u2\n"
                + "libc6\tamd64\thi \t2.36-9+deb12u10\n"
                + "libc6\ti386\tii \t2.36-9+deb12u10\n"
                + "ufw\tall\tun \t\n"
                + "gone\tall\trc \t1:2.0-1\n",
            "dpkg-query: no packages found matching none\n");
    assertThat(answers.get(asked.get(0)).orElseThrow())
        .isEqualTo(
            new PackageInfo(
                "nginx",
                true,
                Optional.of("1.22.1-9+deb12u2"),
                Optional.of("amd64"),
                false,
                false));
    assertThat(answers.get(asked.get(1)).orElseThrow().held()).isTrue();
    assertThat(answers.get(asked.get(2)).orElseThrow().installed()).isTrue();
    assertThat(answers.get(asked.get(3)).orElseThrow().installed()).isFalse();
    assertThat(answers.get(asked.get(4)).orElseThrow().configFilesLeft()).isTrue();
    assertThat(answers.get(asked.get(4)).orElseThrow().version()).isEmpty();
    assertThat(answers.get(asked.get(5)).orElseThrow()).isEqualTo(PackageInfo.absent("none"));
  }

  @Test
  void readsRpm() {
    List<PackageAt> asked =
        List.of(
            new PackageAt(PackageManager.DNF, "bash"),
            new PackageAt(PackageManager.DNF, "bind-utils"),
            new PackageAt(PackageManager.DNF, "nginx"));
    Answers answers =
        read(
            new PackageSection(PackageManager.DNF, asked),
            1,
            "bash\tx86_64\tii\t0:5.2.26-4.el10\n"
                + "bind-utils\tx86_64\tii\t32:9.18.33-4.el10\n"
                + "package nginx is not installed\n",
            "");
    assertThat(answers.get(asked.get(0)).orElseThrow().version()).contains("5.2.26-4.el10");
    assertThat(answers.get(asked.get(1)).orElseThrow().version()).contains("32:9.18.33-4.el10");
    assertThat(answers.get(asked.get(2)).orElseThrow().installed()).isFalse();
  }

  @Test
  void readsRpmWhereManyPackagesAreMissing() {
    PackageAt docker = new PackageAt(PackageManager.DNF, "docker-ce");
    PackageSection section = new PackageSection(PackageManager.DNF, List.of(docker));
    String missing = "package docker-ce is not installed\n".repeat(5);
    assertThat(read(section, 5, missing, "").get(docker).orElseThrow().installed()).isFalse();
    assertThatThrownBy(() -> read(section, 127, "", "rpm: not found").get(docker))
        .hasMessageContaining("rpm: not found");
  }

  @Test
  void readsApk() {
    PackageAt nginx = new PackageAt(PackageManager.APK, "nginx");
    PackageAt other = new PackageAt(PackageManager.APK, "ngin");
    Answers answers =
        read(
            new PackageSection(PackageManager.APK, List.of(nginx, other)),
            0,
            "nginx-1.26.2-r0 x86_64 {nginx} (BSD-2-Clause) [installed]\n",
            "");
    assertThat(answers.get(nginx).orElseThrow().version()).contains("1.26.2-r0");
    assertThat(answers.get(other).orElseThrow().installed()).isFalse();
  }

  @Test
  void failsWhereThereIsNoPackageManager() {
    PackageAt nginx = apt("nginx");
    Answers answers =
        read(
            new PackageSection(PackageManager.APT, List.of(nginx)),
            127,
            "",
            "sh: 3: dpkg-query: not found\n");
    assertThatThrownBy(() -> answers.get(nginx))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("dpkg-query: not found");
  }

  @Test
  void readsSystemctlShow() {
    Unit ssh = Unit.of("ssh");
    Unit gone = Unit.of("gone.service");
    Answers answers =
        read(
            new UnitSection(Unit.Scope.SYSTEM, List.of(ssh, gone)),
            0,
            """
            Type=notify
            ExecStart={ path=/usr/sbin/sshd ; argv[]=/usr/sbin/sshd -D $SSHD_OPTS ; pid=412 }
            ExecStart={ path=/bin/second ; argv[]=/bin/second }
            Id=ssh.service
            LoadState=loaded
            ActiveState=active
            SubState=running
            UnitFileState=enabled
            NeedDaemonReload=yes

            Id=gone.service
            LoadState=not-found
            ActiveState=inactive
            SubState=dead
            UnitFileState=
            NeedDaemonReload=no
            """,
            "");
    UnitInfo info = answers.get(ssh).orElseThrow();
    assertThat(info.unit()).isEqualTo("ssh");
    assertThat(info.isActive()).isTrue();
    assertThat(info.needsDaemonReload()).isTrue();
    assertThat(info.properties().get("ExecStart")).contains("/bin/second");
    assertThat(answers.get(gone).orElseThrow().exists()).isFalse();
  }

  @Test
  void failsWithSystemdsWordsWhereItDoesNotRun() {
    Unit ssh = Unit.of("ssh");
    String words = "System has not been booted with systemd as init system (PID 1). Can't operate.";
    Answers answers = read(new UnitSection(Unit.Scope.SYSTEM, List.of(ssh)), 1, "", words);
    assertThatThrownBy(() -> answers.get(ssh)).hasMessageContaining(words);
  }

  @Test
  void readsAccounts() {
    UserNamed play = new UserNamed("play");
    UserNamed number = new UserNamed("1000");
    GroupNamed docker = new GroupNamed("docker");
    Answers answers =
        read(
            new AccountSection(List.of(play, number), List.of(docker), "<m>"),
            0,
            "play:x:1000:1000:Play,,,:/home/play:/bin/bash\n<m>:"
                + "root:x:0:\nplay:x:1000:\nsudo:x:27:play,pw\ndocker:x:996:play\n<m>:"
                + "root:*:20000:0:99999:7:::\nplay:$y$j9T$x:20001:1:90:14::20500:\n",
            "");
    var account = answers.get(play).orElseThrow().orElseThrow();
    assertThat(account.primaryGroup()).isEqualTo("play");
    assertThat(account.groups()).containsExactly("sudo", "docker");
    assertThat(account.passwordHash()).contains("$y$j9T$x");
    assertThat(account.passwordMinDays()).contains(1L);
    assertThat(account.passwordMaxDays()).contains(90L);
    assertThat(account.expires()).contains(20500L);
    // Owners may be given by number: getent(1) takes both.
    assertThat(answers.get(number).orElseThrow()).contains(account);
    assertThat(answers.get(docker).orElseThrow().orElseThrow().members()).containsExactly("play");
  }
}
