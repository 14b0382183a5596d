package dev.play.cloud.gce.connect;

import com.google.auth.oauth2.GoogleCredentials;
import dev.play.cloud.gce.GoogleAuth;
import dev.play.cloud.gce.GoogleSignIn;
import dev.play.cloud.gce.connect.iap.IapTarget;
import dev.play.cloud.gce.connect.iap.IapTunnel;
import dev.play.cloud.gce.connect.iap.Relay;
import dev.play.connection.Passage;
import dev.play.connection.Passages;
import dev.play.connection.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads to instances. It reads of a host's variables {@code play_gce_project}, {@code _zone},
 * {@code _instance}, {@code _interface} ({@code nic0}) and {@code _connect_via} ({@code iap}, or
 * anything else for TCP).
 */
public final class GcePassages implements Passages {
  /** How long a relay that has dropped a connection is tried: as long as sshd is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Relay relay;

  GcePassages(Relay relay) {
    this.relay = relay;
  }

  /**
   * @param environment PLAY_GCE_IAP_ENDPOINT is another relay than Google's, for tests
   * @param directory where relative file names start
   */
  static GcePassages standard(Map<String, String> environment, Path directory) {
    URI relay =
        Optional.ofNullable(environment.get("PLAY_GCE_IAP_ENDPOINT"))
            .map(URI::create)
            .orElse(Relay.GOOGLES);
    return new GcePassages(new Relay(relay, new SignedIn(environment, directory)));
  }

  /** Signs in when a token is first needed. */
  private static final class SignedIn implements Relay.Tokens {
    private final Map<String, String> environment;
    private final Path directory;
    private @Nullable GoogleCredentials credentials;

    SignedIn(Map<String, String> environment, Path directory) {
      this.environment = environment;
      this.directory = directory;
    }

    @Override
    public synchronized String token() throws IOException {
      if (credentials == null) {
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        credentials =
            new GoogleSignIn(environment, home, directory).credentials(GoogleAuth.of(environment));
      }
      credentials.refreshIfExpired();
      return credentials.getAccessToken().getTokenValue();
    }
  }

  @Override
  public Target prepared(Target target) {
    return target;
  }

  @Override
  public Optional<Passage> open(Map<String, String> options, int port, Duration limit)
      throws IOException {
    if (!"iap".equals(options.get("play_gce_connect_via"))) {
      return Optional.empty();
    }
    IapTarget target =
        new IapTarget(
            needed(options, "project"),
            needed(options, "zone"),
            needed(options, "instance"),
            options.getOrDefault("play_gce_interface", "nic0"),
            port);
    return Optional.of(IapTunnel.open(relay, target, limit, PATIENCE));
  }

  private static String needed(Map<String, String> options, String name) throws IOException {
    @Nullable String value = options.get("play_gce_" + name);
    if (value == null || value.isEmpty()) {
      throw new IOException("IAP needs to know play_gce_" + name + " of the host");
    }
    return value;
  }
}
