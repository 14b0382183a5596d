package dev.play.modules.base.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.modules.base.text.ShellWords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintsTest {
  private static Footprint program(String line) {
    return Footprints.ofWords(ShellWords.split(line), true);
  }

  private static Footprint script(String text) {
    return Footprints.ofScript(text, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "which php",
        "cat /etc/sudoers",
        "/usr/bin/test -f /etc/passwd",
        "dpkg --print-architecture",
        "systemctl is-active docker",
        "systemctl --no-pager show x",
        "find -L /usr/bin -perm /go+w -type f",
        "/opt/tool/bin/tool --version",
        "git -C /srv/app rev-parse HEAD",
        "sshd -T",
        "mysql -NBe 'SHOW VARIABLES'",
        "sed -n -e /root/p /etc/passwd",
        "sed 's/a/b/g' /etc/motd",
        "awk '/x/' /etc/motd",
        "sort -k2 /etc/motd",
        "ip addr show",
        "date +%s",
        "docker ps -aq"
      })
  void knowsProgramsThatOnlyRead(String line) {
    assertThat(program(line)).isEqualTo(Footprint.NONE);
    assertThat(script(line)).isEqualTo(Footprint.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "find /tmp -delete",
        "find /tmp -exec rm {} +",
        "sort -o /etc/motd /etc/motd",
        "sed -i s/a/b/ /etc/motd",
        "sed 's/a/b/w /etc/motd' x",
        "sed -n '1e rm x' y",
        "awk '{print > \"x\"}' y",
        "awk 'BEGIN {system(\"reboot\")}'",
        "ss -K dst 10.0.0.1",
        "date -s 12:00",
        "hostname other",
        "sysctl -w a=b",
        "sysctl a=b",
        "ip link set eth0 down",
        "systemctl restart x",
        "dpkg -i x.deb",
        "docker run x",
        "mysql -e 'DROP DATABASE x'",
        "mysql -e 'SHOW TABLES; DROP DATABASE x'",
        "mysql -e 'SHOW TABLES' -e 'DROP DATABASE x'",
        "psql -c 'SELECT pg_reload_conf()'",
        "psql -o /etc/x -c 'SELECT 1'",
        "mysql --tee=/etc/x -e 'SHOW TABLES'",
        "uniq /etc/passwd /etc/group",
        "tail -f /var/log/syslog",
        "crontab -r",
        "./tool --version",
        "/tmp/cat /etc/passwd",
        "tool",
        "cat $OPTIONS"
      })
  void doesNotTakeOthersForReading(String line) {
    assertThat(program(line)).isNotEqualTo(Footprint.NONE);
    assertThat(script(line)).isNotEqualTo(Footprint.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set -o pipefail && grep -v '^#' /etc/fstab | awk '{print $2}'",
        "if test -d /srv; then ls /srv | sed 's/.*-//'; fi",
        "command -v podman > /dev/null 2>&1 || echo none",
        "! grep -q x /etc/motd &>/dev/null",
        "LC_ALL=C dpkg -l \"nginx\" 2>/dev/null # who\nid",
        "wc -l < /etc/passwd"
      })
  void knowsPlainScriptsThatOnlyRead(String text) {
    assertThat(script(text)).isEqualTo(Footprint.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo x > /etc/motd",
        "echo x >> /etc/motd",
        "echo x >& /etc/motd",
        "cat /etc/motd | tee /etc/issue",
        "cat $(rm -rf /srv)",
        "cat `rm x`",
        "echo \"$(rm x)\"",
        "cat <(rm x)",
        "for f in *; do cat $f; done",
        "cat x & rm y",
        "cat x; rm y",
        "f() { cat x; }; f",
        "PATH=/tmp cat x",
        "cat <<END\nx\nEND",
        "grep x y || touch z",
        "echo 'open"
      })
  void doesNotTakeOtherScriptsForReading(String text) {
    assertThat(script(text)).isNotEqualTo(Footprint.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rabbitmqctl list_users", "ceph -s", "tool --list", "certbot2 certificates"})
  void leavesWhatNobodyKnowsToItsAuthor(String line) {
    assertThat(program(line)).isEqualTo(Footprint.UNTOLD);
    assertThat(script("set -o pipefail; " + line + " | grep x")).isEqualTo(Footprint.UNTOLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tool && rm -rf /srv",
        "ssh-keygen -q -t rsa -f /etc/ssh/key",
        "tool pull image",
        "tool > /etc/tool.conf",
        "rndc freeze",
        "cryptsetup close x",
        "zypper --non-interactive refresh",
        "curl -d x https://example.org"
      })
  void believesNobodyWhoseCommandPlainlyWrites(String line) {
    assertThat(script(line)).isEqualTo(Footprint.SOME);
  }

  @Test
  void aProgramThatIsKnownTouchesNoMoreThanItsOwn() {
    assertThat(Footprints.touchedByWords(List.of("pam-auth-update", "--package"), true))
        .contains(Resource.tree("/etc/pam.d"))
        .doesNotContain(Resource.EVERYTHING);
    assertThat(Footprints.touchedByWords(List.of("pam-auth-update", "--root", "/mnt"), true))
        .containsExactly(Resource.EVERYTHING);
    assertThat(Footprints.touchedByWords(List.of("/root/pam-auth-update"), true))
        .containsExactly(Resource.EVERYTHING);
  }
}
