package dev.play.transport.ssh;

import dev.play.connection.LoginRefused;
import dev.play.connection.Target;
import dev.play.host.HostException;
import dev.play.transport.ssh.auth.Authentication;
import dev.play.transport.ssh.auth.BouncyCastle;
import dev.play.transport.ssh.auth.KeyFile;
import dev.play.transport.ssh.config.SshSettings;
import dev.play.transport.ssh.hostkey.HostKeyCheck;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** Connects and logs in to one host, through its bastions. */
final class SshLogin {
  /** For sshj's own waits during key exchange; ours are shorter and cover everything. */
  private static final int LONG = (int) Duration.ofMinutes(2).toMillis();

  private final Map<String, String> environment;
  private final Object knownHostsLock;
  private final Admission admission;
  private final FoundPassages passages;
  private final Waited waited = new Waited();
  private final List<SSHClient> clients = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();

  SshLogin(
      Map<String, String> environment,
      Object knownHostsLock,
      Admission admission,
      FoundPassages passages) {
    this.passages = passages;
    this.environment = environment;
    this.knownHostsLock = knownHostsLock;
    this.admission = admission;
  }

  SshSession login(SshSettings settings) {
    SSHClient client = within(settings, () -> hop(settings, lastBastion(settings)));
    return new SshSession(settings, client, clients(), sockets());
  }

  /** As far as the host's sshd, without logging in to it. */
  Socket way(SshSettings settings) {
    return within(settings, () -> socket(settings, lastBastion(settings)));
  }

  /** Ends what {@link #way} has opened. */
  void close() {
    Closing.now(clients(), sockets());
  }

  private <T> T within(SshSettings settings, Deadline.Work<T> work) {
    boolean done = false;
    try (Admission.Permit admitted = admission.connect(doors(settings))) {
      T result = Deadline.within(settings.connectTimeout(), waited, work);
      done = true;
      return result;
    } catch (TimeoutException e) {
      throw HostException.unreachable(
          "%s did not let us in within %d s%s"
              .formatted(settings.where(), settings.connectTimeout().toSeconds(), stage()),
          e);
    } catch (IOException | SSHRuntimeException e) {
      throw failed(settings, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HostException.unreachable("interrupted while connecting", e);
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private @Nullable SSHClient lastBastion(SshSettings settings) throws IOException {
    @Nullable SSHClient bastion = null;
    for (SshSettings jump : settings.jumps()) {
      bastion = bastion(jump, bastion, settings);
    }
    return bastion;
  }

  private SSHClient bastion(SshSettings jump, @Nullable SSHClient before, SshSettings settings)
      throws IOException {
    try {
      return hop(jump, before);
    } catch (LoginRefused e) {
      throw new LoginRefused(
          "the bastion on the way to " + settings.where() + ": " + e.getMessage());
    } catch (IOException | HostException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw HostException.unreachable(
            ("%s goes through the bastion %s (ProxyJump), which is neither a host of the inventory"
                    + " nor a name that this machine can resolve%s")
                .formatted(
                    settings.where(),
                    jump.hostName(),
                    Target.meant(settings.options(), jump.alias())
                        .map(name -> "; did you mean '" + name + "'?")
                        .orElse("")),
            e);
      }
      throw HostException.unreachable(
          "the bastion %s on the way to %s: %s"
              .formatted(jump.where(), settings.where(), e.getMessage()),
          e);
    }
  }

  private SSHClient hop(SshSettings settings, @Nullable SSHClient bastion) throws IOException {
    Authentication authentication = new Authentication(settings);
    List<KeyFile> keys = authentication.keyFiles();
    Socket socket = socket(settings, bastion);
    try (Admission.Permit turn = waited.during(admission::handshake)) {
      SSHClient client;
      try {
        client = exchangeKeys(settings, socket);
      } catch (TransportException e) {
        String message = String.valueOf(e.getMessage());
        if (BouncyCastle.isThere() || !message.contains("Unable to reach a settlement")) {
          throw e;
        }
        BouncyCastle.add();
        client = exchangeKeys(settings, socket(settings, bastion));
      }
      authentication.authenticate(client, keys);
      return client;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to log in");
    }
  }

  private static List<String> doors(SshSettings settings) {
    List<String> doors = new ArrayList<>();
    settings.jumps().forEach(jump -> doors.add(door(jump)));
    doors.add(door(settings));
    return doors;
  }

  private static String door(SshSettings settings) {
    return settings.hostName() + ":" + settings.port();
  }

  private SSHClient exchangeKeys(SshSettings settings, Socket socket) throws IOException {
    HostKeyCheck check = new HostKeyCheck(settings, knownHostsLock);
    SSHClient client = new SSHClient(Cryptography.config(check));
    remember(client);
    client.setSocketFactory(new OneSocket(socket));
    client.getTransport().setTimeoutMs(LONG);
    client.getConnection().setTimeoutMs(Integer.MAX_VALUE);
    client.addHostKeyVerifier(check);
    try {
      client.connect(settings.hostName(), settings.port());
    } catch (IOException e) {
      if (check.refusal().isPresent()) {
        throw HostException.unreachable(check.refusal().get(), e);
      }
      throw e;
    }
    return client;
  }

  private Socket socket(SshSettings settings, @Nullable SSHClient bastion) throws IOException {
    Socket socket = opened(settings, bastion);
    remember(socket);
    return socket;
  }

  private Socket opened(SshSettings settings, @Nullable SSHClient bastion) throws IOException {
    if (bastion != null) {
      return Sockets.through(bastion, settings.hostName(), settings.port());
    }
    Optional<Socket> passage = passages.open(settings);
    if (passage.isPresent()) {
      return passage.get();
    }
    if (settings.proxyCommand().isPresent()) {
      return Sockets.command(settings.proxyCommand().get(), environment, settings.connectTimeout());
    }
    return Sockets.direct(settings.hostName(), settings.port(), settings.connectTimeout());
  }

  private synchronized void remember(Socket socket) {
    sockets.add(socket);
  }

  private synchronized void remember(SSHClient client) {
    clients.add(client);
  }

  private synchronized List<Socket> sockets() {
    return List.copyOf(sockets);
  }

  private synchronized List<SSHClient> clients() {
    return List.copyOf(clients);
  }

  private String stage() {
    return sockets().isEmpty()
        ? ": no connection came about (is the address right, is a firewall in between?)"
        : ": it took the connection but then said nothing (is that sshd?)";
  }

  private static HostException failed(SshSettings settings, Exception e) {
    String message = String.valueOf(e.getMessage());
    String hint =
        message.contains("refused")
                && message.toLowerCase(java.util.Locale.ROOT).contains("connection")
            ? ": is sshd running there, and on that port?"
            : "";
    return HostException.unreachable(
        "cannot connect to " + settings.where() + ": " + message + hint, e);
  }
}
