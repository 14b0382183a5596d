package dev.play.variables.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Become;
import dev.play.connection.Target;
import dev.play.host.HostName;
import dev.play.module.Secret;
import dev.play.template.EvaluationException;
import dev.play.variables.VariableSettings;
import dev.play.variables.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionSettingsTest {
  @TempDir Path root = Path.of(".");

  private static final ConnectionKeywords KEYWORDS =
      new ConnectionKeywords(
          Optional.of("ansible.builtin.ssh"),
          Optional.of("keyword"),
          Optional.of(2200),
          Optional.of(true),
          Optional.of("app"),
          Optional.of("su"),
          Optional.of("-l"),
          Optional.of("/bin/su"));

  private static final ConnectionDefaults COMMAND_LINE =
      new ConnectionDefaults(
          Optional.of("local"),
          Optional.of("cli"),
          Optional.of(new Secret("k")),
          Optional.of(Path.of("/cli/key")),
          true,
          Optional.of("cliroot"),
          Optional.of("doas"),
          Optional.of(new Secret("K")),
          Duration.ofSeconds(3),
          Target.HostKeys.STRICT,
          List.of("-o", "Compression=no"));

  private ConnectionSettings settings(
      String hostVars, ConnectionKeywords keywords, ConnectionDefaults defaults) {
    VariableSettings settings =
        new VariableSettings(
            false, false, 5, 0, List.of(), List.of(), Optional.empty(), List.of(), defaults.user());
    return ConnectionSettings.from(
        new HostName("web1"),
        Worlds.web1(root, hostVars, settings),
        keywords,
        defaults,
        Worlds.compiler(),
        Path.of("/home/me"));
  }

  @Test
  void reachesAHostByItsNameThroughSshWhenNobodySaysMore() {
    ConnectionSettings settings =
        settings("x: 1", ConnectionKeywords.NONE, ConnectionDefaults.NONE);
    Target target = settings.target();
    assertThat(target.connection()).isEqualTo("ssh");
    assertThat(target.address()).isEqualTo("web1");
    assertThat(target.port()).isEmpty();
    assertThat(target.user()).isEmpty();
    assertThat(target.hostKeys()).isEqualTo(Target.HostKeys.STRICT);
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.become()).isEmpty();
  }

  @Test
  void takesAlongWhatThePassageToTheHostReads() {
    String variables =
        "{play_passage: gce, play_gce_zone: z1, play_gce_instance: 'a{{ 1 }}', play_other_x: y}";
    assertThat(settings(variables, ConnectionKeywords.NONE, ConnectionDefaults.NONE).target())
        .extracting(Target::options)
        .isEqualTo(Map.of("play_passage", "gce", "play_gce_zone", "z1", "play_gce_instance", "a1"));
    assertThat(
            settings("play_gce_zone: z1", ConnectionKeywords.NONE, ConnectionDefaults.NONE)
                .target()
                .options())
        .isEmpty();
  }

  @Test
  void letsVariablesWinOverKeywords() {
    ConnectionSettings settings =
        settings(
            """
            nr: 7
            ansible_host: "10.0.0.{{ nr }}"
            ansible_port: "22{{ nr }}"
            ansible_user: play
            ansible_password: "{{ 'p' ~ 'w' }}"
            ansible_ssh_private_key_file: ~/.ssh/lab
            ansible_ssh_common_args: -o UserKnownHostsFile="/a b" -J bastion
            ansible_ssh_extra_args: -4
            ansible_host_key_checking: no
            ansible_timeout: 1.5
            ansible_become: "yes"
            ansible_become_user: www
            ansible_become_method: community.general.sudo
            ansible_become_pass: pw
            ansible_become_flags: -H -S
            """,
            KEYWORDS,
            COMMAND_LINE);
    Target target = settings.target();
    assertThat(target.address()).isEqualTo("10.0.0.7");
    assertThat(target.port()).contains(227);
    assertThat(target.user()).contains("play");
    assertThat(target.password()).contains(new Secret("pw"));
    assertThat(target.privateKey()).contains(Path.of("/home/me/.ssh/lab"));
    assertThat(target.sshArguments())
        .containsExactly("-o", "UserKnownHostsFile=/a b", "-J", "bastion", "-4");
    assertThat(target.hostKeys()).isEqualTo(Target.HostKeys.ACCEPT_NEW);
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofMillis(1500));
    assertThat(settings.become())
        .contains(
            new Become(
                Become.Method.SUDO,
                "www",
                Optional.of(new Secret("pw")),
                List.of("-H", "-S"),
                Optional.of("/bin/su")));
  }

  @Test
  void letsKeywordsWinOverTheCommandLine() {
    ConnectionSettings settings = settings("x: 1", KEYWORDS, COMMAND_LINE);
    assertThat(settings.target().connection()).isEqualTo("ssh");
    assertThat(settings.target().user()).contains("keyword");
    assertThat(settings.target().port()).contains(2200);
    assertThat(settings.become().orElseThrow().method()).isEqualTo(Become.Method.SU);
    assertThat(settings.become().orElseThrow().user()).isEqualTo("app");
  }

  @Test
  void fallsBackToTheCommandLine() {
    ConnectionSettings settings = settings("x: 1", ConnectionKeywords.NONE, COMMAND_LINE);
    Target target = settings.target();
    assertThat(target.connection()).isEqualTo("local");
    assertThat(target.user()).contains("cli");
    assertThat(target.privateKey()).contains(Path.of("/cli/key"));
    assertThat(target.sshArguments()).containsExactly("-o", "Compression=no");
    assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.become().orElseThrow().user()).isEqualTo("cliroot");
    assertThat(settings.become().orElseThrow().password()).contains(new Secret("K"));
  }

  @Test
  void letsAHostRefuseToBecome() {
    assertThat(settings("ansible_become: false", KEYWORDS, COMMAND_LINE).become()).isEmpty();
  }

  @Test
  void handsTheOptionsOfOtherConnectionsOn() {
    Target target =
        settings(
                "ansible_connection: community.docker.docker\nansible_docker_user: '{{ 1 + 1 }}'",
                ConnectionKeywords.NONE,
                ConnectionDefaults.NONE)
            .target();
    assertThat(target.connection()).isEqualTo("docker");
    assertThat(target.options()).containsEntry("ansible_docker_user", "2");
  }

  private void hostVars(String host, String text) throws IOException {
    Path file = root.resolve("inv/host_vars").resolve(host + ".yml");
    Files.createDirectories(root.resolve("inv/host_vars"));
    Files.writeString(file, text);
  }

  @Test
  void reachesBastionsOfTheInventoryAsTheirOwnVariablesSay() throws IOException {
    hostVars(
        "web2",
        """
        nr: 9
        ansible_host: "10.0.0.{{ nr }}"
        ansible_user: jump
        ansible_ssh_private_key_file: ~/.ssh/jump
        play_host_keys: [ssh-ed25519 AAAA]
        play_passage: gce
        play_gce_connect_via: iap
        ansible_ssh_common_args: -J ann@elsewhere,web2
        """);
    Target target =
        settings(
                "ansible_ssh_common_args: -o ProxyJump=web2:2222,outside",
                ConnectionKeywords.NONE,
                COMMAND_LINE)
            .target();

    assertThat(target.bastions()).containsOnlyKeys("web2");
    Target bastion = target.bastions().values().iterator().next();
    assertThat(bastion.address()).isEqualTo("10.0.0.9");
    assertThat(bastion.connection()).isEqualTo("ssh");
    assertThat(bastion.user()).contains("jump");
    assertThat(bastion.privateKey()).contains(Path.of("/home/me/.ssh/jump"));
    assertThat(bastion.pinnedHostKeys()).containsExactly("ssh-ed25519 AAAA");
    assertThat(bastion.options()).containsEntry("play_gce_connect_via", "iap");
    assertThat(bastion.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(bastion.bastions()).as("what is before it in its own list").isEmpty();
  }

  @Test
  void leavesUserAndKeyOfTheCommandLineToTheHostsBehindTheBastion() throws IOException {
    hostVars("web2", "x: 1");
    Target target =
        settings("ansible_ssh_common_args: -Jweb2", ConnectionKeywords.NONE, COMMAND_LINE).target();

    assertThat(target.user()).contains("cli");
    assertThat(target.bastions().get("web2"))
        .extracting(Target::user, Target::privateKey)
        .containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void knowsWhichHostIsMeantByABastionThatIsMisspelt() throws IOException {
    hostVars("web2", "x: 1");
    Target target =
        settings(
                "ansible_ssh_common_args: -J wbe2,elsewhere.example.com",
                ConnectionKeywords.NONE,
                ConnectionDefaults.NONE)
            .target();

    assertThat(target.bastions()).isEmpty();
    assertThat(Target.meant(target.options(), "wbe2")).contains("web2");
    assertThat(Target.meant(target.options(), "elsewhere.example.com")).isEmpty();
  }

  @Test
  void saysWhichBastionsGoInCirclesOrAreNotReachedBySsh() throws IOException {
    hostVars("web2", "ansible_ssh_common_args: -J web1");
    assertThatThrownBy(
            () ->
                settings(
                    "ansible_ssh_common_args: -J web2",
                    ConnectionKeywords.NONE,
                    ConnectionDefaults.NONE))
        .hasMessage("ProxyJump goes in circles: web1 through web2 through web1");

    hostVars("web2", "ansible_connection: docker");
    assertThatThrownBy(
            () ->
                settings(
                    "ansible_ssh_common_args: -J web2",
                    ConnectionKeywords.NONE,
                    ConnectionDefaults.NONE))
        .hasMessageContaining("web2 of the inventory, which is reached by 'docker'");
    assertThatThrownBy(
            () ->
                settings(
                    "ansible_ssh_common_args: -J web2:x",
                    ConnectionKeywords.NONE,
                    ConnectionDefaults.NONE))
        .hasMessageContaining("the port of ProxyJump web2:x is 'x'");
  }

  @Test
  void saysWhichVariableMakesNoSense() {
    assertThatThrownBy(
            () -> settings("ansible_port: ssh", ConnectionKeywords.NONE, ConnectionDefaults.NONE))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("ansible_port must be a port between 1 and 65535, not 'ssh'");
    assertThatThrownBy(
            () ->
                settings(
                    "ansible_host: '{{ nobody }}'",
                    ConnectionKeywords.NONE,
                    ConnectionDefaults.NONE))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("nobody");
    assertThatThrownBy(
            () ->
                settings(
                    "ansible_become: true\nansible_become_method: sduo",
                    ConnectionKeywords.NONE,
                    ConnectionDefaults.NONE))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.hint()).contains("did you mean 'sudo'?"));
  }
}
