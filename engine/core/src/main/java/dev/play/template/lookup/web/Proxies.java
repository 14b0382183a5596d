package dev.play.template.lookup.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Proxies as the environment names them: {@code http_proxy}, {@code no_proxy} and their kin. */
final class Proxies extends ProxySelector {
  private static final int USUAL_PORT = 80;
  private final Map<String, String> environment;

  Proxies(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Proxy> select(URI address) {
    Optional<URI> proxy =
        isDirect(address.getHost())
            ? Optional.empty()
            : variable(address.getScheme() + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(Proxies::uri);
    return List.of(proxy.map(Proxies::http).orElse(Proxy.NO_PROXY));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private boolean isDirect(String host) {
    String suffixes = variable("no_proxy").orElse("");
    for (String one : suffixes.split(",")) {
      String suffix = one.strip().replaceFirst("^\\.", "");
      if (suffix.equals("*") || host.equals(suffix)) {
        return true;
      }
      if (!suffix.isEmpty() && host.endsWith("." + suffix)) {
        return true;
      }
    }
    return false;
  }

  private static URI uri(String proxy) {
    return URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
  }

  private static Proxy http(URI proxy) {
    int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException why) {
    // The request itself fails with the same exception.
  }
}
