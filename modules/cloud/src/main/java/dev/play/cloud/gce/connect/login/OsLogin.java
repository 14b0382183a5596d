package dev.play.cloud.gce.connect.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.oslogin.common.OsLoginProto.OperatingSystemType;
import com.google.cloud.oslogin.common.OsLoginProto.PosixAccount;
import com.google.cloud.oslogin.common.OsLoginProto.SshPublicKey;
import com.google.cloud.oslogin.v1.ImportSshPublicKeyRequest;
import com.google.cloud.oslogin.v1.LoginProfile;
import com.google.cloud.oslogin.v1.OsLoginServiceClient;
import com.google.cloud.oslogin.v1.OsLoginServiceSettings;
import dev.play.cloud.gce.GcloudConfiguration;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleEndpoints;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleFault;
import dev.play.cloud.gce.GoogleServices;
import dev.play.host.HostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OS Login: keys belong to accounts at Google, and so do the users' names on the instances. */
final class OsLogin {
  /** How long an imported key is good for: more than any run, less than one would forget it. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private final GoogleServices google;
  private final GoogleCalls calls;
  private final Map<String, String> environment;
  private final Clock clock;

  OsLogin(GoogleServices google, GoogleCalls calls, Map<String, String> environment, Clock clock) {
    this.google = google;
    this.calls = calls;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  /**
   * Gives the key to our account, for a day, and tells what our user on the project's instances is
   * called.
   *
   * @throws HostException unreachable, with why and what to do
   */
  String imported(String publicKey, String project) {
    String account = account();
    String doing = "importing our key for OS Login (account %s)".formatted(account);
    Instant end = clock.instant().plus(LIFETIME);
    ImportSshPublicKeyRequest request =
        ImportSshPublicKeyRequest.newBuilder()
            .setParent("users/" + account)
            .setProjectId(project)
            .setSshPublicKey(
                SshPublicKey.newBuilder()
                    .setKey(publicKey)
                    .setExpirationTimeUsec(end.toEpochMilli() * 1000))
            .build();
    try (OsLoginServiceClient client = client()) {
      LoginProfile profile =
          calls
              .repeatable(client.importSshPublicKeyCallable(), request, doing, project)
              .getLoginProfile();
      return user(profile)
          .orElseThrow(
              () ->
                  HostException.unreachable(
                      "OS Login's profile of %s has no POSIX account for project %s%s"
                          .formatted(account, project, fixFor(account)),
                      null));
    } catch (GoogleException e) {
      throw HostException.unreachable(e.getMessage() + fix(e.fault(), account), e);
    }
  }

  private static String fixFor(String account) {
    return ": has " + account + " roles/compute.osLogin there?";
  }

  private static String fix(GoogleFault fault, String account) {
    boolean outside = (fault.reason() + fault.message()).contains("osLoginExternalUser");
    if (outside) {
      return ": an account of another organisation needs roles/compute.osLoginExternalUser in the"
          + " organisation that owns the project";
    }
    return fault.kind() == GoogleFault.Kind.FORBIDDEN
        ? ": "
            + account
            + " needs roles/compute.osLogin (or osAdminLogin, for sudo), and as a"
            + " service account roles/iam.serviceAccountUser on that of the instance; os_login:"
            + " false leaves OS Login out"
        : "";
  }

  /** The primary account; where none is, the first for Linux. */
  private static Optional<String> user(LoginProfile profile) {
    List<PosixAccount> accounts =
        profile.getPosixAccountsList().stream()
            .filter(a -> a.getOperatingSystemType() != OperatingSystemType.WINDOWS)
            .filter(a -> !a.getUsername().isEmpty())
            .toList();
    return accounts.stream()
        .filter(PosixAccount::getPrimary)
        .findFirst()
        .or(() -> accounts.stream().findFirst())
        .map(PosixAccount::getUsername);
  }

  /** Whose profile it is: credentials name it, or Google does, or gcloud's configuration. */
  private String account() {
    GoogleCredentials credentials = google.credentials();
    return switch (credentials) {
      case ServiceAccountCredentials service -> service.getClientEmail();
      case ImpersonatedCredentials other -> other.getAccount();
      case ComputeEngineCredentials machine -> machine.getAccount();
      default -> told();
    };
  }

  private String told() {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    Optional<String> gcloud = new GcloudConfiguration(environment, home).account();
    try {
      String url = GoogleEndpoints.OPEN_ID.url(environment) + "/v1/userinfo";
      String email =
          calls
              .json(google, url, "asking who we are, for OS Login", new ObjectMapper())
              .path("email")
              .asText("");
      return Optional.of(email)
          .filter(e -> !e.isEmpty())
          .or(() -> gcloud)
          .orElseThrow(() -> nobody(null));
    } catch (GoogleException e) {
      // A token without the scope for it is told nothing; gcloud's word does as well.
      return gcloud.orElseThrow(() -> nobody(e));
    }
  }

  private static HostException nobody(@org.jspecify.annotations.Nullable GoogleException cause) {
    return HostException.unreachable(
        "OS Login needs to know which account of Google's we are, and the credentials do not say: "
            + (cause == null ? "the access token has no userinfo.email" : cause.getMessage())
            + "; set CLOUDSDK_CORE_ACCOUNT, or gcloud config set account",
        cause);
  }

  private OsLoginServiceClient client() {
    try {
      return OsLoginServiceClient.create(
          google
              .prepared(OsLoginServiceSettings.newHttpJsonBuilder(), GoogleEndpoints.OS_LOGIN)
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
