package dev.play.template.lookup.web;

import dev.play.template.LookupContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Gets pages as the options say, redirections and credentials included. */
final class WebFetch implements AutoCloseable {
  private static final int MOST_REDIRECTIONS = 10;
  private static final int UNAUTHORIZED = 401;

  /** What servers say most often (RFC 9110, section 15); the protocol's own words are not kept. */
  private static final Map<Integer, String> REASONS =
      Map.of(
          301, "Moved Permanently",
          302, "Found",
          400, "Bad Request",
          401, "Unauthorized",
          403, "Forbidden",
          404, "Not Found",
          405, "Method Not Allowed",
          500, "Internal Server Error",
          502, "Bad Gateway",
          503, "Service Unavailable");

  private final UrlOptions options;
  private final LookupContext lookups;
  private final HttpClient client;

  /** The server's answer is that there is no page. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(int status) {
      super("HTTP Error " + status + ": " + REASONS.getOrDefault(status, "Error"));
    }
  }

  WebFetch(UrlOptions options, LookupContext lookups) throws IOException {
    this.options = options;
    this.lookups = lookups;
    Optional<Path> authorities = options.authorities().map(lookups.playbookDirectory()::resolve);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(options.timeout())
            .sslContext(
                Certificates.trusting(options.validates(), authorities, Certificates.OF_SYSTEMS));
    if (options.usesProxy()) {
      builder.proxy(new Proxies(lookups.environment()));
    }
    this.client = builder.build();
  }

  /**
   * The page at an address.
   *
   * @throws Refused when the server has none
   * @throws IllegalArgumentException for addresses and headers that cannot be
   */
  byte[] get(URI first) throws IOException, InterruptedException {
    Optional<Credentials> credentials = credentials(first);
    Map<String, String> headers = headers(first, credentials);
    boolean mayAnswer = credentials.isPresent() && !headers.containsKey("authorization");
    URI address = withoutUser(first);
    for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
      HttpResponse<byte[]> answer = send(address, headers);
      int status = answer.statusCode();
      if (status == UNAUTHORIZED && mayAnswer) {
        headers.put("authorization", credentials.get().basic());
        mayAnswer = false;
        continue;
      }
      if (status / 100 == 2) {
        return answer.body();
      }
      Optional<String> elsewhere = answer.headers().firstValue("location");
      if (status / 100 != 3 || elsewhere.isEmpty() || !options.follows()) {
        throw new Refused(status);
      }
      headers.keySet().removeAll(options.unredirected());
      address = address.resolve(elsewhere.get());
    }
    throw new IOException("it is redirected more than " + MOST_REDIRECTIONS + " times");
  }

  private HttpResponse<byte[]> send(URI address, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(options.timeout());
    headers.forEach(request::setHeader);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private Optional<Credentials> credentials(URI address) {
    String user = address.getUserInfo();
    if (options.credentials().isPresent() || user == null) {
      return options.credentials();
    }
    int colon = user.indexOf(':');
    return Optional.of(
        colon < 0
            ? new Credentials(user, "")
            : new Credentials(user.substring(0, colon), user.substring(colon + 1)));
  }

  private Map<String, String> headers(URI address, Optional<Credentials> credentials)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("user-agent", options.agent());
    if (options.noCache()) {
      headers.put("cache-control", "no-cache");
    }
    options.headers().forEach((name, v) -> headers.put(name.toLowerCase(Locale.ROOT), v));
    if (credentials.isPresent()) {
      if (options.basicAtOnce()) {
        headers.put("authorization", credentials.get().basic());
      }
    } else if (options.netrc()) {
      Netrc.of(netrc(), String.valueOf(address.getHost()))
          .ifPresent(found -> headers.put("authorization", found.basic()));
    }
    return headers;
  }

  private Path netrc() {
    String named = lookups.environment().get("NETRC");
    return named == null ? lookups.homeDirectory().resolve(".netrc") : Path.of(named);
  }

  private static URI withoutUser(URI address) {
    String user = address.getRawUserInfo();
    return user == null ? address : URI.create(address.toString().replaceFirst("//[^/@]*@", "//"));
  }

  @Override
  public void close() {
    client.close();
  }
}
