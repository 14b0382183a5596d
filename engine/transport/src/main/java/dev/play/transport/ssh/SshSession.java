package dev.play.transport.ssh;

import dev.play.host.HostException;
import dev.play.transport.shell.NoMoreSessions;
import dev.play.transport.shell.ShellLauncher;
import dev.play.transport.shell.ShellProcess;
import dev.play.transport.ssh.config.SshSettings;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.Session;
import org.jspecify.annotations.Nullable;

/** A logged-in SSH connection. Its watchdog ends it where the host no longer answers. */
final class SshSession implements ShellLauncher {
  private final SshSettings settings;
  private final SSHClient client;
  private final List<SSHClient> clients;
  private final List<Socket> sockets;
  private final Thread watchdog;
  private volatile @Nullable String gone;

  /**
   * @param clients the bastions', then {@code client}
   */
  SshSession(
      SshSettings settings, SSHClient client, List<SSHClient> clients, List<Socket> sockets) {
    this.settings = settings;
    this.client = client;
    this.clients = clients;
    this.sockets = sockets;
    client.getTransport().setDisconnectListener((reason, message) -> gone(String.valueOf(message)));
    this.watchdog = Thread.ofVirtual().name("ssh-watchdog").start(this::watch);
  }

  private void gone(String why) {
    if (gone == null) {
      gone = why;
    }
  }

  /** Asks for a sign of life again and again; any answer will do, and OpenSSH's is a refusal. */
  private void watch() {
    int missed = 0;
    while (gone == null && missed < settings.aliveCountMax()) {
      if (settings.aliveInterval().isZero()) {
        return;
      }
      try {
        Thread.sleep(settings.aliveInterval());
        missed = Deadline.within(settings.aliveInterval(), this::isAlive) ? 0 : missed + 1;
      } catch (TimeoutException e) {
        missed++;
      } catch (IOException e) {
        gone(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        return;
      }
    }
    if (missed > 0) {
      gone("the host did not answer for " + settings.aliveInterval().toSeconds() * missed + " s");
    }
    sockets.reversed().forEach(Closing::close);
  }

  /** Whether any answer comes; waits for it. */
  boolean isAlive() throws IOException {
    try {
      client
          .getConnection()
          .sendGlobalRequest("keepalive@openssh.com", true, new byte[0])
          .retrieve();
      return true;
    } catch (ConnectionException e) {
      // A refusal, or the connection's end: that is told us before it is told here, and the
      // transport calls itself running a moment longer.
      return gone().isEmpty();
    }
  }

  @Override
  public ShellProcess start(String commandLine) {
    try {
      return Deadline.within(patience(), () -> exec(commandLine));
    } catch (OpenFailException e) {
      throw new NoMoreSessions(
          "the host allows no further session on this connection (MaxSessions in its sshd_config): "
              + e.getMessage(),
          e);
    } catch (TimeoutException e) {
      throw HostException.unreachable(
          "%s did not open a session within %d s"
              .formatted(settings.where(), patience().toSeconds()),
          e);
    } catch (IOException | IllegalStateException e) {
      throw HostException.unreachable(
          "the connection to %s was lost: %s"
              .formatted(settings.where(), gone().orElse(String.valueOf(e.getMessage()))),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted while opening a session", false, e);
    }
  }

  private ShellProcess exec(String commandLine) throws IOException {
    Session session = client.startSession();
    return new SshProcess(session, session.exec(commandLine));
  }

  @Override
  public Optional<String> gone() {
    if (gone == null && !client.getTransport().isRunning()) {
      return Optional.of("the host closed it");
    }
    return Optional.ofNullable(gone);
  }

  @Override
  public int startRoundTrips() {
    return 2;
  }

  @Override
  public ThreadFactory readers() {
    return Thread.ofVirtual().name("ssh-reader-", 0).factory();
  }

  @Override
  public Duration patience() {
    return settings.connectTimeout();
  }

  @Override
  public void close() {
    gone("closed");
    watchdog.interrupt();
    Closing.now(clients, sockets);
  }
}
