package dev.play.transport.ssh;

import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.transport.shell.ShellConnection;
import dev.play.transport.ssh.auth.BouncyCastle;
import dev.play.transport.ssh.config.SshSettings;
import dev.play.transport.ssh.config.SshSettingsReader;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Connects by SSH: one TCP connection and one log-in a host. */
public final class SshConnector implements Connector {
  /** Log-ins under way at once, over all hosts: more make sshd and bastions drop connections. */
  private static final int IN_FLIGHT = 64;

  private final Map<String, String> environment;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT);
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
    try {
      inFlight.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HostException.unreachable("interrupted before connecting", e);
    }
    try {
      SshSession session = new SshLogin(environment, knownHostsLock).login(settings);
      return new ShellConnection(session, target.shell().orElse("/bin/sh"));
    } finally {
      inFlight.release();
    }
  }
}
