package dev.play.cloud.gce.connect;

import com.google.auth.oauth2.GoogleCredentials;
import dev.play.cloud.gce.GoogleAuth;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleServices;
import dev.play.cloud.gce.GoogleSignIn;
import dev.play.cloud.gce.Patience;
import dev.play.cloud.gce.connect.iap.IapTarget;
import dev.play.cloud.gce.connect.iap.IapTunnel;
import dev.play.cloud.gce.connect.iap.Relay;
import dev.play.connection.Passage;
import dev.play.connection.Passages;
import dev.play.connection.Target;
import dev.play.host.HostException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Leads to instances. It reads of a host's variables {@code play_gce_project}, {@code _zone},
 * {@code _instance}, {@code _interface} ({@code nic0}), {@code _connect_via} ({@code iap}, or
 * anything else for TCP) and {@code _host_keys} ({@code guest_attributes} to have them from
 * Google).
 */
public final class GcePassages implements Passages {
  /** How long a relay that has dropped a connection is tried: as long as sshd is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Where an instance's host keys are told. */
  @FunctionalInterface
  interface Keys {
    List<String> of(String project, String zone, String instance);
  }

  private final Relay relay;
  private final Keys keys;
  private final Map<List<String>, List<String>> known = new ConcurrentHashMap<>();

  GcePassages(Relay relay, Keys keys) {
    this.relay = relay;
    this.keys = keys;
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
    SignedIn signedIn = new SignedIn(environment, directory);
    GoogleCalls calls = new GoogleCalls(Patience.USUAL, Thread::sleep, new SecureRandom());
    return new GcePassages(
        new Relay(relay, signedIn),
        (project, zone, instance) ->
            new GuestKeys(new GoogleServices(signedIn.credentials(), environment), calls)
                .of(project, zone, instance));
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
    public String token() throws IOException {
      GoogleCredentials signedIn = credentials();
      signedIn.refreshIfExpired();
      return signedIn.getAccessToken().getTokenValue();
    }

    synchronized GoogleCredentials credentials() {
      if (credentials == null) {
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        credentials =
            new GoogleSignIn(environment, home, directory).credentials(GoogleAuth.of(environment));
      }
      return credentials;
    }
  }

  @Override
  public Target prepared(Target target) {
    @Nullable String from = target.options().get("play_gce_host_keys");
    if (from == null) {
      return target;
    }
    if (!from.equals("guest_attributes")) {
      throw HostException.unreachable(
          "play_gce_host_keys is guest_attributes, or not given; not '" + from + "'", null);
    }
    List<String> pinned =
        known.computeIfAbsent(
            List.of(
                needed(target.options(), "project"),
                needed(target.options(), "zone"),
                needed(target.options(), "instance")),
            place -> keys.of(place.get(0), place.get(1), place.get(2)));
    List<String> all = new ArrayList<>(target.pinnedHostKeys());
    all.addAll(pinned);
    return target.loggingIn(target.user(), target.privateKey(), List.copyOf(all));
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

  private static String needed(Map<String, String> options, String name) {
    @Nullable String value = options.get("play_gce_" + name);
    if (value == null || value.isEmpty()) {
      throw HostException.unreachable("play_gce_" + name + " of the host is not given", null);
    }
    return value;
  }
}
