package dev.play.modules.net.http;

import dev.play.module.ModuleFailure;
import dev.play.module.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * curl(1)'s configuration as text. It travels by stdin: nothing of a request, least of all a
 * password, is to be seen in the host's process list.
 */
public final class CurlConfig {
  private final StringBuilder text = new StringBuilder();

  /** For a URL; redirects are not followed unless said otherwise. */
  public CurlConfig(String url) {
    this();
    option("url", url);
  }

  /** For a URL that comes later. */
  public CurlConfig() {
    flag("silent");
    flag("show-error");
    // Braces and brackets in an address are themselves, not a list of addresses.
    flag("globoff");
  }

  /** A flag without a value. */
  public CurlConfig flag(String name) {
    text.append(name).append('\n');
    return this;
  }

  /** An option with its value, whatever characters it holds. */
  public CurlConfig option(String name, String value) {
    text.append(name).append(" = \"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    text.append("\"\n");
    return this;
  }

  /** Headers; a value must not break the line. */
  public CurlConfig headers(Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if ((name + value).contains("\n") || (name + value).contains("\r")) {
            throw new ModuleFailure("the header " + name.strip() + " must be a single line");
          }
          option("header", value.isEmpty() ? name + ";" : name + ": " + value);
        });
    return this;
  }

  /** User and password, if there is a user. */
  public CurlConfig login(Optional<String> user, Optional<Secret> password, boolean basicAtOnce) {
    user.ifPresent(
        u -> {
          option("user", u + ":" + password.map(Secret::reveal).orElse(""));
          flag(basicAtOnce ? "basic" : "anyauth");
        });
    return this;
  }

  /** The rest that get_url and uri have in common. */
  public CurlConfig connection(int timeout, boolean validateCerts, boolean useProxy, String agent) {
    // As a time limit of a socket: for the connection, and for every pause in what comes.
    option("connect-timeout", Integer.toString(timeout));
    option("speed-time", Integer.toString(timeout));
    option("speed-limit", "1");
    option("user-agent", agent);
    if (!validateCerts) {
      flag("insecure");
    }
    if (!useProxy) {
      option("noproxy", "*");
    }
    return this;
  }

  /**
   * What get_url and uri have in common besides.
   *
   * @param decompress unpack what comes compressed
   * @param useNetrc log in as the user's .netrc says, where no user is given
   * @param ciphers in OpenSSL's words; its own choice when empty
   */
  public CurlConfig manners(boolean decompress, boolean useNetrc, List<String> ciphers) {
    if (decompress) {
      flag("compressed");
    }
    if (useNetrc) {
      flag("netrc-optional");
    }
    if (!ciphers.isEmpty()) {
      option("ciphers", String.join(":", ciphers));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
