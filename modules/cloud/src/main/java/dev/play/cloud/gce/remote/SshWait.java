package dev.play.cloud.gce.remote;

import dev.play.cloud.gce.GoogleCalls;
import dev.play.connection.Passage;
import dev.play.host.HostException;
import dev.play.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Waits until an instance's sshd greets (RFC 4253, 4.2): at its public address, or, where it has
 * none, at the one in its network and through Google's relay by turns.
 */
final class SshWait {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration EACH = Duration.ofSeconds(5);

  /** A way to a port of the instance without an address. */
  @FunctionalInterface
  interface Relayed {
    Passage open(int port, Duration limit) throws IOException;
  }

  private final InstantSource clock;
  private final GoogleCalls.Sleeper sleeper;
  private final Relayed relayed;

  SshWait(InstantSource clock, GoogleCalls.Sleeper sleeper, Relayed relayed) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.relayed = relayed;
  }

  void until(Value.Dict instance, int port, Instant deadline, String why) {
    Optional<String> outside = outside(instance);
    String address =
        outside
            .or(() -> inside(instance))
            .orElseThrow(
                () -> new HostException(why + ": the instance has no address to wait for SSH at"));
    String last = "it was not tried";
    while (clock.instant().isBefore(deadline)) {
      Optional<String> wrong = direct(address, port);
      if (wrong.isPresent() && outside.isEmpty()) {
        String direct = wrong.get();
        wrong = relayed(port).map(through -> direct + ", nor through IAP: " + through);
      }
      if (wrong.isEmpty()) {
        return;
      }
      last = wrong.get();
      pause(why);
    }
    throw new HostException(
        "%s: it runs, but no sshd answers in time at %s port %d: %s (is there a firewall rule that"
                .formatted(why, address, port, last)
            + " lets port "
            + port
            + " in"
            + (outside.isEmpty() ? " from here, or from IAP's 35.235.240.0/20" : "")
            + "?)");
  }

  private void pause(String why) {
    try {
      sleeper.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException(why + ": interrupted while waiting for SSH");
    }
  }

  /** Nothing, where sshd greets; else what is wrong. */
  private static Optional<String> direct(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) EACH.toMillis());
      socket.setSoTimeout((int) EACH.toMillis());
      return greeted(socket.getInputStream());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> relayed(int port) {
    try (Passage passage = relayed.open(port, EACH)) {
      Executor late = CompletableFuture.delayedExecutor(EACH.toMillis(), TimeUnit.MILLISECONDS);
      late.execute(passage::close); // ends the reading where nothing comes
      return greeted(passage.input());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> greeted(InputStream from) throws IOException {
    boolean isSshd = new String(from.readNBytes(4), StandardCharsets.US_ASCII).equals("SSH-");
    return isSshd ? Optional.empty() : Optional.of("what answers there is no sshd");
  }

  private static Optional<String> outside(Value.Dict instance) {
    return first(instance, "networkInterfaces")
        .flatMap(nic -> first(nic, "accessConfigs"))
        .flatMap(access -> text(access, "natIP"));
  }

  private static Optional<String> inside(Value.Dict instance) {
    return first(instance, "networkInterfaces").flatMap(nic -> text(nic, "networkIP"));
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
