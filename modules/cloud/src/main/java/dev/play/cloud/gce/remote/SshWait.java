package dev.play.cloud.gce.remote;

import dev.play.cloud.gce.GoogleCalls;
import dev.play.host.HostException;
import dev.play.value.Value;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Waits until an instance's sshd greets (RFC 4253, 4.2). */
final class SshWait {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int EACH = 5000;

  private final InstantSource clock;
  private final GoogleCalls.Sleeper sleeper;

  SshWait(InstantSource clock, GoogleCalls.Sleeper sleeper) {
    this.clock = clock;
    this.sleeper = sleeper;
  }

  void until(Value.Dict instance, int port, Instant deadline, String why) {
    String address =
        address(instance)
            .orElseThrow(
                () -> new HostException(why + ": the instance has no address to wait for SSH at"));
    String last = "it was not tried";
    while (clock.instant().isBefore(deadline)) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), EACH);
        socket.setSoTimeout(EACH);
        byte[] greeting = socket.getInputStream().readNBytes(4);
        if (new String(greeting, StandardCharsets.US_ASCII).equals("SSH-")) {
          return;
        }
        last = "what answers there is no sshd";
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
      }
      try {
        sleeper.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new HostException(why + ": interrupted while waiting for SSH");
      }
    }
    throw new HostException(
        "%s: it runs, but no sshd answers in time at %s port %d: %s (is there a firewall rule that"
                .formatted(why, address, port, last)
            + " lets port "
            + port
            + " in?)");
  }

  private static Optional<String> address(Value.Dict instance) {
    return first(instance, "networkInterfaces")
        .flatMap(
            nic ->
                first(nic, "accessConfigs")
                    .flatMap(access -> text(access, "natIP"))
                    .or(() -> text(nic, "networkIP")));
  }

  private static Optional<Value.Dict> first(Value.Dict dict, String key) {
    return dict.get(key).orElse(Value.NONE) instanceof Value.Sequence s
            && !s.items().isEmpty()
            && s.items().getFirst() instanceof Value.Dict d
        ? Optional.of(d)
        : Optional.empty();
  }

  private static Optional<String> text(Value.Dict dict, String key) {
    return dict.get(key).orElse(Value.NONE) instanceof Value.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }
}
