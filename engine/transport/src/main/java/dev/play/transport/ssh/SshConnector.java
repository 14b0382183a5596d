package dev.play.transport.ssh;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Door;
import dev.play.connection.LoginRefused;
import dev.play.connection.Target;
import dev.play.transport.shell.ShellConnection;
import dev.play.transport.shell.ShellLauncher;
import dev.play.transport.ssh.auth.BouncyCastle;
import dev.play.transport.ssh.config.SshSettings;
import dev.play.transport.ssh.config.SshSettingsReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Connects by SSH: one TCP connection and one log-in a host. */
public final class SshConnector implements Connector {
  private final Map<String, String> environment;
  private final Admission admission = new Admission(Runtime.getRuntime().availableProcessors());
  private final Object knownHostsLock = new Object();
  private final Optional<KeptSessions.Lending> lending;
  private final FoundPassages passages;

  /**
   * @param environment HOME, USER, PATH and SSH_AUTH_SOCK are looked at
   */
  public SshConnector(Map<String, String> environment) {
    this(environment, Optional.empty());
  }

  /**
   * One whose hosts may be logged in to already.
   *
   * @param environment HOME, USER, PATH and SSH_AUTH_SOCK are looked at
   */
  public SshConnector(Map<String, String> environment, Optional<KeptSessions.Lending> lending) {
    this.environment = Map.copyOf(environment);
    this.lending = lending;
    this.passages = new FoundPassages(this.environment, Path.of("").toAbsolutePath());
    BouncyCastle.onlyWhenNeeded();
  }

  @Override
  public Connection connect(Target target) {
    SshSettings settings = new SshSettingsReader(environment).read(passages.prepared(target));
    try {
      return new ShellConnection(session(settings), target.shell().orElse("/bin/sh"));
    } catch (LoginRefused e) {
      throw passages.explained(target, e);
    }
  }

  @Override
  public Optional<Door> door(Target target) {
    Target ready = passages.prepared(target);
    SshSettings settings = new SshSettingsReader(environment).read(ready);
    if (ready.bastions().isEmpty() && !passages.leadTo(settings)) {
      return Optional.of(SshDoor.none(ready, settings.knownName()));
    }
    return Optional.of(
        SshDoor.open(
            ready, settings, () -> new SshLogin(environment, knownHostsLock, admission, passages)));
  }

  private ShellLauncher session(SshSettings settings) {
    Optional<SshSession> kept = lending.flatMap(l -> l.take(settings));
    SshSession session =
        kept.orElseGet(
            () -> new SshLogin(environment, knownHostsLock, admission, passages).login(settings));
    return lending.<ShellLauncher>map(l -> new LentSession(session, settings, l)).orElse(session);
  }
}
