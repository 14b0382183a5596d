package dev.play.cloud.gce;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds credentials. The order for {@code application} is the one of all of Google's tools: {@code
 * GOOGLE_APPLICATION_CREDENTIALS}, gcloud's file, the metadata server of a machine in the cloud.
 */
public final class GoogleSignIn {
  private static final Duration METADATA_LIMIT = Duration.ofMillis(700);

  private static final String METADATA_QUESTION =
      "GET / HTTP/1.0\r\nHost: metadata.google.internal\r\nMetadata-Flavor: Google\r\n\r\n";

  /** Bytes of the answer that are looked at. */
  private static final int METADATA_ANSWER = 4096;

  private static final String FIX =
      "sign in with: gcloud auth application-default login, or give service_account_file";

  private final Map<String, String> environment;
  private final Path home;
  private final Path directory;

  /**
   * @param directory where relative file names start
   */
  public GoogleSignIn(Map<String, String> environment, Path home, Path directory) {
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.directory = directory;
  }

  /**
   * The credentials; no request is made for them yet, but the metadata server is looked for.
   *
   * @throws GoogleException naming all that was tried
   */
  public GoogleCredentials credentials(GoogleAuth auth) {
    GoogleCredentials found =
        switch (auth.kind()) {
          case SERVICEACCOUNT -> scoped(serviceAccount(auth), auth);
          case ACCESSTOKEN ->
              GoogleCredentials.create(
                  AccessToken.newBuilder()
                      .setTokenValue(
                          auth.accessToken()
                              .orElseThrow(
                                  () ->
                                      missing(
                                          "auth_kind is accesstoken, but there is neither"
                                              + " access_token nor GCP_ACCESS_TOKEN")))
                      .build());
          case MACHINEACCOUNT -> machine(auth);
          case APPLICATION, IMPERSONATION -> scoped(application(), auth);
        };
    Optional<String> whom =
        auth.kind() == GoogleAuth.Kind.IMPERSONATION
            ? auth.impersonate().or(auth::email)
            : auth.impersonate();
    if (auth.kind() == GoogleAuth.Kind.IMPERSONATION && whom.isEmpty()) {
      throw missing(
          "auth_kind is impersonation, but service_account_email does not say whom to be");
    }
    return whom.map(account -> impersonated(found, account, auth)).orElse(found);
  }

  private GoogleCredentials impersonated(GoogleCredentials by, String account, GoogleAuth auth) {
    ImpersonatedCredentials.Builder builder =
        ImpersonatedCredentials.newBuilder()
            .setSourceCredentials(by)
            .setTargetPrincipal(account)
            .setScopes(auth.scopes())
            .setLifetime((int) Duration.ofHours(1).toSeconds());
    GoogleEndpoints.override(environment)
        .ifPresent(
            base ->
                builder.setIamEndpointOverride(
                    base + "/v1/projects/-/serviceAccounts/" + account + ":generateAccessToken"));
    return builder.build();
  }

  private GoogleCredentials serviceAccount(GoogleAuth auth) {
    if (auth.contents().isPresent()) {
      return parse(auth.contents().get(), "service_account_contents");
    }
    String file =
        auth.file()
            .orElseThrow(
                () ->
                    missing(
                        "auth_kind is serviceaccount, but there is neither service_account_file"
                            + " nor service_account_contents"));
    return read(directory.resolve(expanded(file)), "service_account_file");
  }

  private String expanded(String file) {
    return file.startsWith("~/") ? home.resolve(file.substring(2)).toString() : file;
  }

  private GoogleCredentials application() {
    List<String> tried = new ArrayList<>();
    Optional<String> named = GoogleAuth.set(environment, "GOOGLE_APPLICATION_CREDENTIALS");
    if (named.isPresent()) {
      return read(directory.resolve(named.get()), "GOOGLE_APPLICATION_CREDENTIALS");
    }
    tried.add("GOOGLE_APPLICATION_CREDENTIALS is not set");
    Path gcloud =
        GcloudConfiguration.directory(environment, home)
            .resolve("application_default_credentials.json");
    if (Files.isRegularFile(gcloud)) {
      return read(gcloud, "gcloud's credentials");
    }
    tried.add("there is no " + gcloud);
    if (hasMetadataServer(tried)) {
      return ComputeEngineCredentials.create();
    }
    throw missing("no credentials for Google: " + String.join("; ", tried));
  }

  private GoogleCredentials machine(GoogleAuth auth) {
    List<String> tried = new ArrayList<>();
    if (!hasMetadataServer(tried)) {
      throw missing("auth_kind is machineaccount, but " + String.join("; ", tried));
    }
    return ComputeEngineCredentials.newBuilder().setScopes(auth.scopes()).build();
  }

  /**
   * Whether this machine is one of Google's. Other clouds have a server at that address too: only
   * Google's says {@code Metadata-Flavor: Google} (cloud.google.com/compute/docs/metadata).
   */
  private boolean hasMetadataServer(List<String> tried) {
    if ("true".equalsIgnoreCase(environment.get("NO_GCE_CHECK"))) {
      tried.add("the metadata server is not asked, as NO_GCE_CHECK says");
      return false;
    }
    String host = environment.getOrDefault("GCE_METADATA_HOST", "169.254.169.254");
    int colon = host.indexOf(':');
    String name = colon < 0 ? host : host.substring(0, colon);
    int port = colon < 0 ? 80 : Integer.parseInt(host.substring(colon + 1));
    String reason;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(name, port), (int) METADATA_LIMIT.toMillis());
      socket.setSoTimeout((int) METADATA_LIMIT.toMillis());
      socket.getOutputStream().write(METADATA_QUESTION.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(
              socket.getInputStream().readNBytes(METADATA_ANSWER), StandardCharsets.ISO_8859_1);
      if (answer.toLowerCase(Locale.ROOT).contains("\r\nmetadata-flavor: google")) {
        return true;
      }
      reason = "the server at " + host + " is not Google's";
    } catch (IOException e) {
      reason = "no metadata server answers at " + host;
    }
    tried.add(reason + " (this is no machine of Google's)");
    return false;
  }

  private static GoogleCredentials scoped(GoogleCredentials credentials, GoogleAuth auth) {
    return credentials.createScopedRequired()
        ? credentials.createScoped(auth.scopes())
        : credentials;
  }

  private static GoogleCredentials read(Path file, String what) {
    try {
      return parse(Files.readString(file), what + " " + file);
    } catch (IOException e) {
      throw missing(what + ": " + file + " cannot be read: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.getMessage() + "";
  }

  private static GoogleCredentials parse(String json, String what) {
    try {
      return GoogleCredentials.fromStream(
          new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException | IllegalArgumentException e) {
      // The library's message may quote the text, and that is a secret.
      throw missing(what + " holds no credentials of Google's as JSON");
    }
  }

  private static GoogleException missing(String message) {
    return GoogleException.of(GoogleFault.Kind.NO_CREDENTIALS, message, FIX);
  }
}
