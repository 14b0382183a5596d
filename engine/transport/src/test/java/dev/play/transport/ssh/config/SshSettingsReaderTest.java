package dev.play.transport.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.connection.Target;
import dev.play.connection.Target.HostKeys;
import dev.play.host.HostException;
import dev.play.transport.ssh.SshTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class SshSettingsReaderTest {
  @TempDir Path home;

  @BeforeEach
  void makeDirectory() throws IOException {
    Files.createDirectories(home.resolve(".ssh"));
  }

  private SshSettings read(String config, SshTargets target) throws IOException {
    Files.writeString(home.resolve(".ssh/config"), config);
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("USER", "me");
    environment.put("SSH_AUTH_SOCK", "/run/agent");
    environment.put("PATH", System.getenv("PATH"));
    return new SshSettingsReader(environment).read(target.build());
  }

  @Test
  void hasDefaults() throws IOException {
    Files.writeString(home.resolve(".ssh/id_rsa"), "x");
    SshSettings settings = read("", SshTargets.target("web1"));
    assertThat(settings.hostName()).isEqualTo("web1");
    assertThat(settings.port()).isEqualTo(22);
    assertThat(settings.user()).isEqualTo("me");
    assertThat(settings.defaultKeys()).containsExactly(home.resolve(".ssh/id_rsa"));
    assertThat(settings.agent()).contains(Path.of("/run/agent"));
    assertThat(settings.hostKeys()).isEqualTo(HostKeys.STRICT);
    assertThat(settings.knownName()).isEqualTo("web1");
  }

  @Test
  void knowsAHostThatHasMovedByTheKeyOfItsOldPort() throws IOException {
    SshSettingsReader reader = new SshSettingsReader(Map.of("HOME", home.toString()));
    Files.writeString(home.resolve(".ssh/config"), "Host web2\n HostName w.example\n Port 2200\n");

    SshSettings web1 = reader.read(SshTargets.target("web1").build().movedTo(2222));
    SshSettings web2 = reader.read(SshTargets.target("web2").build().movedTo(2222));

    assertThat(List.of(web1.port(), web2.port())).containsExactly(2222, 2222);
    assertThat(web1.knownName()).isEqualTo("web1");
    assertThat(web2.knownName()).isEqualTo("[w.example]:2200");
  }

  @Test
  void takesTheFirstValueOfMatchingBlocks() throws IOException {
    SshSettings settings =
        read(
            """
            Host web* !web9
              HostName %h.example.org
              Port 2222   # of the farm
              User "deploy"
              IdentityFile ~/.ssh/farm
            Host *
              Port 99
              User other
              IdentityFile ${HOME}/all-%r
              UserKnownHostsFile ~/kh1 ~/kh2
              StrictHostKeyChecking accept-new
              IdentitiesOnly yes
              ConnectTimeout 3
              ServerAliveInterval 7
            """,
            SshTargets.target("web1"));
    assertThat(settings.where()).isEqualTo("deploy@web1.example.org:2222");
    assertThat(settings.knownName()).isEqualTo("[web1.example.org]:2222");
    assertThat(settings.givenKeys())
        .containsExactly(home.resolve(".ssh/farm"), home.resolve("all-deploy"));
    assertThat(settings.userKnownHosts()).containsExactly(home.resolve("kh1"), home.resolve("kh2"));
    assertThat(settings.hostKeys()).isEqualTo(HostKeys.ACCEPT_NEW);
    assertThat(settings.identitiesOnly()).isTrue();
    assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.aliveInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(read("Host web* !web9\nPort 1\n", SshTargets.target("web9")).port()).isEqualTo(22);
  }

  @Test
  void putsTheTargetFirstThenItsArgumentsThenFiles() throws IOException {
    String config = "Host *\nPort 1\nUser file\nHostName file.example\n";
    SshTargets target =
        SshTargets.target("h")
            .arguments("-o", "Port=2", "-l", "argument", "-oHostName=arg.example");
    assertThat(read(config, target).where()).isEqualTo("argument@arg.example:2");
    assertThat(read(config, target.user("target")).where()).isEqualTo("target@arg.example:2");
    assertThat(read(config, SshTargets.target("h").arguments("-F", "none")).where())
        .isEqualTo("me@h:22");
  }

  @Test
  void letsAnArgumentRelaxHostKeysButNotAFileOverruleTheTarget() throws IOException {
    SshTargets accepting = SshTargets.target("h").hostKeys(HostKeys.ACCEPT_NEW);
    assertThat(read("StrictHostKeyChecking no\n", accepting).hostKeys())
        .isEqualTo(HostKeys.ACCEPT_NEW);
    assertThat(
            read("", SshTargets.target("h").arguments("-o", "StrictHostKeyChecking=no")).hostKeys())
        .isEqualTo(HostKeys.IGNORE);
  }

  @Test
  void readsIncludedFiles() throws IOException {
    Files.createDirectories(home.resolve(".ssh/conf.d"));
    Files.writeString(home.resolve(".ssh/conf.d/a.conf"), "Host h\n  Port 7\n");
    Files.writeString(home.resolve(".ssh/conf.d/b.txt"), "Port 8\n");
    assertThat(read("Include conf.d/*.conf\nPort 9\n", SshTargets.target("h")).port()).isEqualTo(7);
  }

  @Test
  void followsJumpsOfJumps() throws IOException {
    SshSettings settings =
        read(
            """
            Host inner
              ProxyJump ann@[::1]:2201,middle
            Host middle
              HostName 10.0.0.2
              User bob
            """,
            SshTargets.target("inner"));
    assertThat(settings.jumps())
        .extracting(SshSettings::where)
        .containsExactly("ann@[::1]:2201", "bob@10.0.0.2:22");
    assertThatThrownBy(() -> read("ProxyJump h\n", SshTargets.target("h")))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("circles");
  }

  @Test
  void reachesBastionsOfTheInventoryAsItSays() throws IOException {
    Target bastion =
        SshTargets.target("10.0.0.9", 2022)
            .named("bastion")
            .user("jump")
            .pinned("ssh-ed25519 AAAA")
            .arguments("-J", "first,bastion", "-o", "UserKnownHostsFile=/jump")
            .build();
    SshTargets target =
        SshTargets.target("h")
            .user("other")
            .key(Optional.of(Path.of("/key")))
            .arguments("-J", "bastion", "-o", "UserKnownHostsFile=/mine")
            .through(Map.of("bastion", bastion));

    SshSettings settings = read("", target);

    assertThat(settings.jumps())
        .extracting(SshSettings::where)
        .containsExactly("me@first:22", "jump@10.0.0.9:2022");
    SshSettings jump = settings.jumps().get(1);
    assertThat(jump.pinnedHostKeys()).containsExactly("ssh-ed25519 AAAA");
    assertThat(jump.userKnownHosts()).containsExactly(Path.of("/jump"));
    assertThat(jump.givenKeys()).containsExactly(Path.of("/key"));
    assertThat(settings.userKnownHosts()).containsExactly(Path.of("/mine"));
  }

  @Test
  void leavesMatchBlocksToOpenSsh() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/ssh")));
    SshSettings settings =
        read("Match host h exec true\n  Port 77\n  User matched\n", SshTargets.target("h"));
    assertThat(settings.where()).isEqualTo("matched@h:77");
  }

  @Test
  void saysThatANumberIsNone() {
    assertThatThrownBy(() -> read("Port many\n", SshTargets.target("h")))
        .hasMessageContaining("'many'");
  }
}
