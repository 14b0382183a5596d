package dev.play.modules.gce.thing;

import dev.play.host.Resource;
import dev.play.module.Param;
import dev.play.module.Secret;
import dev.play.remote.Remote;
import dev.play.remote.RemoteAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose project it is and who to be for it: the options that all of Google's modules share. */
public record Google(
    @Param("the project; otherwise GOOGLE_CLOUD_PROJECT or gcloud's configuration says")
        Optional<String> project,
    @Param("where credentials come from; otherwise what goes with the options given")
        Optional<AuthKind> authKind,
    @Param("a service account's key, as a file of the controller's")
        Optional<String> serviceAccountFile,
    @Param("the same as text") Optional<Secret> serviceAccountContents,
    @Param("the account of a machine of Google's, or whom to be for impersonation")
        Optional<String> serviceAccountEmail,
    @Param("an access token made elsewhere") Optional<Secret> accessToken,
    @Param(value = "what the access token is good for", def = "") List<String> scopes,
    @Param("the service account to be, by way of the one that signs in")
        Optional<String> impersonateServiceAccount,
    @Param(value = "how long to wait for Google to be done, in seconds", def = "600") int timeout) {
  /** What touches whatever Google keeps. */
  public static final Set<Resource> ALL =
      Set.of(new RemoteAccount("google", Map.of()).everything());

  private static final String ACCOUNT = "[A-Za-z0-9][A-Za-z0-9._-]*(@[A-Za-z0-9.-]+)?";

  /** Where credentials come from; the names are google.cloud's. */
  public enum AuthKind {
    APPLICATION,
    SERVICEACCOUNT,
    MACHINEACCOUNT,
    ACCESSTOKEN,
    IMPERSONATION
  }

  public Google {
    project.ifPresent(p -> Names.require("project", p, "[a-z0-9.:-]+"));
    serviceAccountEmail.ifPresent(e -> Names.require("service_account_email", e, ACCOUNT));
    impersonateServiceAccount.ifPresent(
        a -> Names.require("impersonate_service_account", a, ACCOUNT));
    if (accessToken.filter(t -> !t.reveal().matches("[!-~]+")).isPresent()) {
      throw new IllegalArgumentException("access_token has characters in it that no token has");
    }
    if (timeout < 1) {
      throw new IllegalArgumentException("timeout is at least a second");
    }
  }

  private RemoteAccount account() {
    Map<String, Secret> out = new LinkedHashMap<>();
    authKind.ifPresent(k -> out.put("auth_kind", new Secret(k.name().toLowerCase(Locale.ROOT))));
    serviceAccountFile.ifPresent(f -> out.put("service_account_file", new Secret(f)));
    serviceAccountContents.ifPresent(c -> out.put("service_account_contents", c));
    serviceAccountEmail.ifPresent(e -> out.put("service_account_email", new Secret(e)));
    accessToken.ifPresent(t -> out.put("access_token", t));
    if (!scopes.isEmpty()) {
      out.put("scopes", new Secret(String.join(" ", scopes)));
    }
    impersonateServiceAccount.ifPresent(a -> out.put("impersonate_service_account", new Secret(a)));
    return new RemoteAccount("google", out);
  }

  /** The project, or what stands for it in a path. */
  public String inProject() {
    return "projects/" + project.orElse("{project}");
  }

  /**
   * A thing of the compute API.
   *
   * @param below the project, for example {@code global/networks/net}
   */
  public Remote compute(String below) {
    return new Remote(account(), "compute", "/compute/v1/" + inProject() + "/" + below);
  }

  /** A thing of another API, by its whole path. */
  public Remote of(String api, String path) {
    return new Remote(account(), api, path);
  }

  /** For messages. */
  public String projectInWords() {
    return project.map(p -> " in project " + p).orElse("");
  }
}
