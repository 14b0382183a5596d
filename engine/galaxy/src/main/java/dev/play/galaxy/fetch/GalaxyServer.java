package dev.play.galaxy.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A server that knows roles and collections by name.
 *
 * @param name as the settings call it; else its address
 * @param address without the {@code api/} that follows, or with it
 */
public record GalaxyServer(String name, String address, Login login) {
  /** What logs in, if anything has to. */
  public record Login(Optional<String> token, Optional<String> user, Optional<String> password) {
    /** None. */
    public static final Login NONE =
        new Login(Optional.empty(), Optional.empty(), Optional.empty());

    @Override
    public String toString() {
      return "********";
    }
  }

  /** The root of its interfaces, ending in a slash. */
  String root() {
    String plain = address.endsWith("/") ? address : address + "/";
    return plain.contains("/api/") ? plain : plain + "api/";
  }

  /** The header for this server: a token as Ansible sends it, or user and password. */
  Optional<String> authorisation() {
    if (login.token().isPresent()) {
      return login.token().map(token -> "Token " + token);
    }
    return login
        .user()
        .map(
            user ->
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(
                            (user + ":" + login.password().orElse(""))
                                .getBytes(StandardCharsets.UTF_8)));
  }
}
