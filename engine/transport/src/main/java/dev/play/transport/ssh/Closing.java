package dev.play.transport.ssh;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import net.schmizz.sshj.SSHClient;

/** Ends connections without waiting for hosts that no longer answer. */
final class Closing {
  private static final Duration POLITE = Duration.ofMillis(600);

  private Closing() {}

  /** Says goodbye to each, the last first, then closes the sockets whatever the answers. */
  static void now(List<SSHClient> clients, List<Socket> sockets) {
    Thread goodbye =
        Thread.ofVirtual()
            .name("ssh-close")
            .start(() -> clients.reversed().forEach(Closing::disconnect));
    try {
      goodbye.join(POLITE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sockets.reversed().forEach(Closing::close);
  }

  private static void disconnect(SSHClient client) {
    try {
      client.disconnect();
    } catch (IOException e) {
      // It was gone already, which is what was wanted.
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
