package dev.play.cloud.gce.connect;

import dev.play.cloud.gce.GoogleAuth;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleServices;
import dev.play.cloud.gce.Patience;
import dev.play.cloud.gce.connect.iap.IapTarget;
import dev.play.cloud.gce.connect.iap.IapTunnel;
import dev.play.cloud.gce.connect.iap.Relay;
import dev.play.cloud.gce.connect.login.LogIns;
import dev.play.connection.Passage;
import dev.play.connection.Passages;
import dev.play.connection.Target;
import dev.play.host.HostException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Leads to instances. It reads of a host's variables {@code play_gce_project}, {@code _zone},
 * {@code _instance}, {@code _interface} ({@code nic0}), {@code _connect_via} ({@code iap}, or
 * anything else for TCP), {@code _host_keys} ({@code guest_attributes} to have them from Google,
 * {@code auto} where {@code _enable_guest_attributes} or the project's metadata says that it has
 * them), what {@link LogIns} reads, and who we are for Google where the environment does not say:
 * {@code _auth_kind}, {@code _service_account_file}, {@code _service_account_contents}, {@code
 * _access_token}, {@code _service_account_email}, {@code _impersonate_service_account}.
 */
public final class GcePassages implements Passages {
  /** How long a relay that has dropped a connection is tried: as long as sshd is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final List<String> PLACE = List.of("project", "zone", "instance");

  private final Map<String, String> environment;
  private final URI relay;
  private final GoogleCalls calls;
  private final LogIns logIns;
  private final SignedIn signedIn;
  private final Map<List<String>, List<String>> known = new ConcurrentHashMap<>();

  /**
   * @param environment PLAY_GCE_IAP_ENDPOINT is another relay than Google's, for tests
   * @param directory where relative file names start, and the project's {@code .play} is
   */
  GcePassages(Map<String, String> environment, Path directory, GoogleCalls calls, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.relay = Relay.address(environment);
    this.calls = calls;
    this.logIns = new LogIns(environment, directory, calls, clock);
    this.signedIn = new SignedIn(environment, directory);
  }

  static GcePassages standard(Map<String, String> environment, Path directory) {
    return new GcePassages(
        environment,
        directory,
        new GoogleCalls(Patience.USUAL, Thread::sleep, new SecureRandom()),
        Clock.systemUTC());
  }

  @Override
  public Target prepared(Target target) {
    Target pinned = pinned(target);
    if (!target.options().containsKey("play_gce_os_login")) {
      return pinned;
    }
    GoogleAuth auth = auth(target.options());
    return logIns.prepared(pinned, needed(target.options(), "project"), auth, () -> services(auth));
  }

  @Override
  public Optional<String> remark(Target target) {
    return logIns.remark(target);
  }

  private Target pinned(Target target) {
    String from = target.options().getOrDefault("play_gce_host_keys", "known_hosts");
    return switch (from) {
      case "known_hosts" -> target;
      case "guest_attributes" -> pinned(target, once(from, target, () -> keys(target)));
      case "auto" -> pinned(target, once(from, target, () -> keysIfTold(target)));
      default ->
          throw HostException.unreachable(
              "play_gce_host_keys is auto, guest_attributes or known_hosts, not '" + from + "'",
              null);
    };
  }

  private static Target pinned(Target target, List<String> keys) {
    List<String> all = new ArrayList<>(target.pinnedHostKeys());
    all.addAll(keys);
    return target.loggingIn(target.user(), target.privateKey(), List.copyOf(all));
  }

  private List<String> once(String from, Target target, Supplier<List<String>> keys) {
    List<String> question = new ArrayList<>(List.of(from));
    PLACE.forEach(part -> question.add(needed(target.options(), part)));
    @Nullable List<String> told = known.get(question);
    if (told == null) {
      told = keys.get(); // outside of the map: many hosts ask at a time
      known.put(question, told);
    }
    return told;
  }

  private List<String> keys(Target target) {
    Map<String, String> options = target.options();
    return new GuestKeys(services(auth(options)), calls)
        .of(needed(options, "project"), needed(options, "zone"), needed(options, "instance"));
  }

  /** Where Google has none, known_hosts files are to know the host: nothing is let pass unknown. */
  private List<String> keysIfTold(Target target) {
    GoogleAuth auth = auth(target.options());
    try {
      return logIns.tellsHostKeys(
              target, needed(target.options(), "project"), auth, () -> services(auth))
          ? keys(target)
          : List.of();
    } catch (HostException untold) {
      return List.of();
    }
  }

  private GoogleServices services(GoogleAuth auth) {
    return new GoogleServices(signedIn.credentials(auth), environment);
  }

  private GoogleAuth auth(Map<String, String> options) {
    Map<String, String> said = new HashMap<>();
    options.forEach(
        (name, value) -> {
          if (name.startsWith("play_gce_")) {
            said.put(name.substring("play_gce_".length()), value);
          }
        });
    return GoogleAuth.of(environment).with(said);
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
    return Optional.of(
        IapTunnel.open(
            new Relay(relay, () -> signedIn.token(auth(options))), target, limit, PATIENCE));
  }

  private static String needed(Map<String, String> options, String name) {
    @Nullable String value = options.get("play_gce_" + name);
    if (value == null || value.isEmpty()) {
      throw HostException.unreachable("play_gce_" + name + " of the host is not given", null);
    }
    return value;
  }
}
