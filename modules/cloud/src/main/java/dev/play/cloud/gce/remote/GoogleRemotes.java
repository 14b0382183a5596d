package dev.play.cloud.gce.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.auth.oauth2.GoogleCredentials;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleEndpoints;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleFault;
import dev.play.cloud.gce.GoogleRest;
import dev.play.cloud.gce.GoogleServices;
import dev.play.cloud.gce.GoogleSignIn;
import dev.play.cloud.gce.Patience;
import dev.play.cloud.gce.connect.iap.IapTarget;
import dev.play.cloud.gce.connect.iap.IapTunnel;
import dev.play.cloud.gce.connect.iap.Relay;
import dev.play.connection.Passage;
import dev.play.host.Effect;
import dev.play.host.HostException;
import dev.play.remote.Remote;
import dev.play.remote.RemoteAccount;
import dev.play.remote.Remotes;
import dev.play.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What Google's APIs keep: compute, container and dns. */
public final class GoogleRemotes implements Remotes {
  /** The project, the zone or the region, or a zone of DNS. */
  private static final Pattern ANOTHER =
      Pattern.compile(
          "(?i)'projects/[^/']+(/(zones|regions)/[^/']+)?' was not found|'parameters\\.managedZone'|'parameters\\.project'");

  /** The one question that Google takes by POST. */
  private static final String ASKED_BY_POST = "/listInstances";

  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Map<String, String> environment;
  private final Path home;
  private final GoogleSignIn signIn;
  private final Patience patience;
  private final GoogleCalls.Sleeper sleeper;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Map<RemoteAccount, Signed> signed = new ConcurrentHashMap<>();

  private record Signed(GoogleRest rest, Places places) {}

  /**
   * @param environment PLAY_GCE_ENDPOINT is another server than Google's
   * @param directory where relative file names start
   * @param sleeper waits between attempts
   */
  public GoogleRemotes(
      Map<String, String> environment,
      Path home,
      Path directory,
      Patience patience,
      GoogleCalls.Sleeper sleeper,
      RandomGenerator random,
      InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.signIn = new GoogleSignIn(environment, home, directory);
    this.patience = patience;
    this.sleeper = sleeper;
    this.random = random;
    this.clock = clock;
  }

  static GoogleRemotes standard(Map<String, String> environment, Path home, Path directory) {
    return new GoogleRemotes(
        environment,
        home,
        directory,
        Patience.USUAL,
        Thread::sleep,
        new SecureRandom(),
        InstantSource.system());
  }

  private Signed signed(RemoteAccount account) {
    return signed.computeIfAbsent(
        account,
        a -> {
          GoogleCredentials credentials = signIn.credentials(Account.of(a.options(), environment));
          return new Signed(
              new GoogleRest(
                  new GoogleServices(credentials, environment), patience, sleeper, random),
              new Places(environment, home, credentials));
        });
  }

  @Override
  public Optional<Value.Dict> read(Remote thing) {
    Signed as = signed(thing.account());
    if (thing.api().equals("token")) {
      Value token = new Value.Secret(Value.text(as.rest().token("asking for an access token")));
      return Optional.of(Value.dictOf("token", token));
    }
    String path = as.places().filled(thing.path());
    try {
      return Optional.of(
          JsonValues.dict(
              as.rest()
                  .send(
                      path.endsWith(ASKED_BY_POST) ? "POST" : "GET",
                      url(thing.api()) + path,
                      path.endsWith(ASKED_BY_POST) ? Optional.of(NOTHING) : Optional.empty(),
                      "reading " + Paths.inWords(path),
                      Paths.project(path))));
    } catch (GoogleException failed) {
      if (failed.fault().kind() == GoogleFault.Kind.NOT_FOUND && isOfTheThing(failed)) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** A project or zone that is not there is no answer about the thing. */
  private static boolean isOfTheThing(GoogleException failed) {
    return !ANOTHER.matcher(failed.fault().message()).find();
  }

  @Override
  public Reply call(Effect.Call call) {
    Signed as = signed(call.thing().account());
    String path = as.places().filled(call.path());
    String base = url(call.thing().api());
    Operations operations =
        new Operations(as.rest(), base, call.why(), Paths.project(path), clock, call.within());
    try {
      JsonNode answer =
          as.rest()
              .send(
                  call.verb().name(),
                  base + identified(call.thing().api(), path),
                  body(call, as.places()),
                  call.why(),
                  Paths.project(path));
      operations.await(answer, path);
    } catch (GoogleException failed) {
      if (isOvertaken(failed.fault(), call)) {
        return new Reply.Overtaken(failed.getMessage() + "");
      }
      throw failed;
    }
    call.until().ifPresent(condition -> await(condition, call, operations));
    return new Reply.Done();
  }

  private static Optional<JsonNode> body(Effect.Call call, Places places) {
    return call.verb() == Effect.Call.Verb.DELETE
        ? Optional.empty()
        : Optional.of(JsonValues.json(call.body(), places));
  }

  /** A request that is made again after its answer was lost makes nothing twice. */
  private static String identified(String api, String path) {
    return api.equals("compute")
        ? path + (path.contains("?") ? "&" : "?") + "requestId=" + UUID.randomUUID()
        : path;
  }

  private static boolean isOvertaken(GoogleFault fault, Effect.Call call) {
    boolean making =
        call.verb() == Effect.Call.Verb.POST && !call.path().equals(call.thing().path());
    return switch (fault.kind()) {
      case CONFLICT ->
          making
              && (fault.reason().toLowerCase(Locale.ROOT).replace("_", "").contains("alreadyexists")
                  || fault.message().toLowerCase(Locale.ROOT).contains("already exists"));
      case PRECONDITION -> true;
      case NOT_FOUND -> call.verb() == Effect.Call.Verb.DELETE;
      default -> false;
    };
  }

  private void await(String condition, Effect.Call call, Operations operations) {
    if (!condition.startsWith("ssh:")) {
      throw new HostException("nobody knows how to wait for '" + condition + "'");
    }
    Value.Dict instance =
        read(call.thing())
            .orElseThrow(() -> new HostException(call.why() + ": the instance is gone again"));
    Signed as = signed(call.thing().account());
    String path = as.places().filled(call.thing().path());
    new SshWait(clock, sleeper, (port, limit) -> relayed(as.rest(), path, port, limit))
        .until(
            instance,
            Integer.parseInt(condition.substring("ssh:".length())),
            operations.deadline(),
            call.why());
  }

  /** A port of an instance through Google's relay. */
  private Passage relayed(GoogleRest rest, String instance, int port, Duration limit)
      throws IOException {
    IapTarget target =
        new IapTarget(
            Paths.after(instance, "projects"),
            Paths.after(instance, "zones"),
            Paths.after(instance, "instances"),
            "nic0",
            port);
    Relay relay =
        new Relay(Relay.address(environment), () -> rest.token("asking for an access token"));
    return IapTunnel.open(relay, target, limit, Duration.ZERO);
  }

  private String url(String api) {
    return switch (api) {
      case "compute" -> GoogleEndpoints.COMPUTE.url(environment);
      case "container" -> GoogleEndpoints.CONTAINER.url(environment);
      case "dns" -> GoogleEndpoints.DNS.url(environment);
      default -> throw new IllegalArgumentException("no API of Google's here: " + api);
    };
  }

  @Override
  public void close() {
    signed.values().forEach(s -> s.rest().close());
    signed.clear();
  }
}
