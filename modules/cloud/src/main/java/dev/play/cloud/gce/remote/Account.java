package dev.play.cloud.gce.remote;

import dev.play.cloud.gce.GoogleAuth;
import dev.play.module.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a task wants to be: its own options, and the environment for what it does not say. */
final class Account {
  private Account() {}

  static GoogleAuth of(Map<String, Secret> options, Map<String, String> environment) {
    GoogleAuth usual = GoogleAuth.of(environment);
    Optional<String> file = option(options, "service_account_file");
    Optional<String> contents = option(options, "service_account_contents");
    Optional<String> token = option(options, "access_token");
    boolean own = file.isPresent() || contents.isPresent() || token.isPresent();
    Optional<GoogleAuth.Kind> kind = option(options, "auth_kind").flatMap(GoogleAuth.Kind::named);
    Optional<String> scopes = option(options, "scopes");
    return new GoogleAuth(
        kind.orElseGet(() -> own ? GoogleAuth.guess(file, contents, token) : usual.kind()),
        file.or(usual::file),
        contents.or(usual::contents),
        option(options, "service_account_email").or(usual::email),
        token.or(usual::accessToken),
        scopes.map(s -> (List<String>) List.of(s.split(" "))).orElse(usual.scopes()),
        option(options, "impersonate_service_account").or(usual::impersonate));
  }

  private static Optional<String> option(Map<String, Secret> options, String name) {
    @Nullable Secret value = options.get(name);
    return Optional.ofNullable(value).map(Secret::reveal);
  }
}
