package dev.play.transport.ssh;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Target;
import dev.play.transport.shell.ShellConnection;
import dev.play.transport.ssh.auth.BouncyCastle;
import dev.play.transport.ssh.config.SshSettings;
import dev.play.transport.ssh.config.SshSettingsReader;
import java.util.Map;

/** Connects by SSH: one TCP connection and one log-in a host. */
public final class SshConnector implements Connector {
  private final Map<String, String> environment;
  private final Admission admission = new Admission(Runtime.getRuntime().availableProcessors());
  private final Object knownHostsLock = new Object();

  /**
   * @param environment HOME, USER, PATH and SSH_AUTH_SOCK are looked at
   */
  public SshConnector(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    BouncyCastle.onlyWhenNeeded();
  }

  @Override
  public Connection connect(Target target) {
    SshSettings settings = new SshSettingsReader(environment).read(target);
    SshSession session = new SshLogin(environment, knownHostsLock, admission).login(settings);
    return new ShellConnection(session, target.shell().orElse("/bin/sh"));
  }
}
