package dev.play.cloud.gce;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who play is to be for Google, as configured; see {@link GoogleSignIn}.
 *
 * @param file a service account's key, as JSON
 * @param contents the same as text
 * @param email of the machine's account, where it is not the default one; whom to be, for {@link
 *     Kind#IMPERSONATION}
 * @param accessToken one made elsewhere
 * @param scopes what the token is good for
 * @param impersonate the service account to be, by way of the one that signs in
 */
public record GoogleAuth(
    Kind kind,
    Optional<String> file,
    Optional<String> contents,
    Optional<String> email,
    Optional<String> accessToken,
    List<String> scopes,
    Optional<String> impersonate) {
  public static final String ALL_OF_GOOGLE_CLOUD = "https://www.googleapis.com/auth/cloud-platform";

  /** Where credentials come from; the names are google.cloud's. */
  public enum Kind {
    APPLICATION,
    SERVICEACCOUNT,
    MACHINEACCOUNT,
    ACCESSTOKEN,
    IMPERSONATION;

    /** By its name in playbooks and inventories. */
    public static Optional<Kind> named(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst();
    }
  }

  public GoogleAuth {
    scopes = List.copyOf(scopes);
  }

  /** What the environment says, with the names that google.cloud uses. */
  public static GoogleAuth of(Map<String, String> environment) {
    Optional<String> file =
        set(environment, "GCP_SERVICE_ACCOUNT_FILE")
            .or(() -> set(environment, "GCE_CREDENTIALS_FILE_PATH"));
    Optional<String> contents = set(environment, "GCP_SERVICE_ACCOUNT_CONTENTS");
    Optional<String> token = set(environment, "GCP_ACCESS_TOKEN");
    return new GoogleAuth(
        set(environment, "GCP_AUTH_KIND")
            .flatMap(Kind::named)
            .orElseGet(() -> guess(file, contents, token)),
        file,
        contents,
        set(environment, "GCP_SERVICE_ACCOUNT_EMAIL"),
        token,
        set(environment, "GCP_SCOPES")
            .map(
                scopes -> Arrays.stream(scopes.split("[,\\s]+")).filter(s -> !s.isEmpty()).toList())
            .orElse(List.of(ALL_OF_GOOGLE_CLOUD)),
        set(environment, "CLOUDSDK_AUTH_IMPERSONATE_SERVICE_ACCOUNT"));
  }

  /**
   * The same, with what a host's variables say: {@code auth_kind}, {@code service_account_file},
   * {@code service_account_contents}, {@code access_token}, {@code service_account_email}, {@code
   * impersonate_service_account}.
   *
   * @param said by name
   */
  public GoogleAuth with(Map<String, String> said) {
    Optional<String> theirFile = set(said, "service_account_file");
    Optional<String> theirContents = set(said, "service_account_contents");
    Optional<String> theirToken = set(said, "access_token");
    boolean isTheirs = theirFile.or(() -> theirContents).or(() -> theirToken).isPresent();
    return new GoogleAuth(
        set(said, "auth_kind")
            .flatMap(Kind::named)
            .orElseGet(() -> isTheirs ? guess(theirFile, theirContents, theirToken) : kind),
        theirFile.or(() -> file),
        theirContents.or(() -> theirFile.isPresent() ? Optional.empty() : contents),
        set(said, "service_account_email").or(() -> email),
        theirToken.or(() -> accessToken),
        scopes,
        set(said, "impersonate_service_account").or(() -> impersonate));
  }

  /** The kind that goes with what is given, where nobody says. */
  public static Kind guess(
      Optional<String> file, Optional<String> contents, Optional<String> accessToken) {
    if (file.isPresent() || contents.isPresent()) {
      return Kind.SERVICEACCOUNT;
    }
    return accessToken.isPresent() ? Kind.ACCESSTOKEN : Kind.APPLICATION;
  }

  static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  @Override
  public String toString() {
    return "GoogleAuth[" + kind + "]";
  }
}
