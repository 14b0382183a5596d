package dev.play.cloud.gce.connect.iap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Opens WebSockets to Google's relay. Thread-safe. */
public final class Relay {
  /** Where Google's relay is. */
  private static final URI GOOGLES = URI.create("wss://tunnel.cloudproxy.app/v4");

  /** The same, or what PLAY_GCE_IAP_ENDPOINT says in its place, for tests. */
  public static URI address(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("PLAY_GCE_IAP_ENDPOINT"))
        .map(URI::create)
        .orElse(GOOGLES);
  }

  /** Gives an access token that is still good. */
  public interface Tokens {
    String token() throws IOException;
  }

  private static final String SUBPROTOCOL = "relay.tunnel.cloudproxy.app";

  private final URI base;
  private final Tokens tokens;

  /**
   * @param base the relay's address, without a slash at its end
   */
  public Relay(URI base, Tokens tokens) {
    this.base = base;
    this.tokens = tokens;
  }

  WebSocketClient connect(IapTarget target, Duration limit) throws IOException {
    return open(
        "/connect?project=%s&port=%d&newWebsocket=True&zone=%s&instance=%s&interface=%s"
            .formatted(
                word(target.project()),
                target.port(),
                word(target.zone()),
                word(target.instance()),
                word(target.networkInterface())),
        target,
        limit);
  }

  /** Goes on with a connection, from what we have got of it. */
  WebSocketClient reconnect(IapTarget target, String sid, long received, Duration limit)
      throws IOException {
    return open(
        "/reconnect?sid=%s&ack=%d&newWebsocket=True&zone=%s"
            .formatted(word(sid), received, word(target.zone())),
        target,
        limit);
  }

  private static String word(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private WebSocketClient open(String rest, IapTarget target, Duration limit) throws IOException {
    try {
      return WebSocketClient.open(
          URI.create(base + rest),
          Map.of(
              "Origin",
              "bot:iap-tunneler",
              "Authorization",
              "Bearer " + tokens.token(),
              "Sec-WebSocket-Protocol",
              SUBPROTOCOL),
          limit);
    } catch (WebSocketClient.Refused e) {
      throw refused(e.status(), target);
    } catch (SocketTimeoutException e) {
      throw new IOException("IAP's relay did not answer within " + limit.toSeconds() + " s", e);
    } catch (UnknownHostException e) {
      throw new IOException("there is no address for IAP's relay, " + base.getHost(), e);
    } catch (IOException e) {
      throw new IOException("cannot reach IAP's relay at " + base + ": " + e.getMessage(), e);
    }
  }

  private static IOException refused(int status, IapTarget target) {
    return switch (status) {
      case 401 ->
          new RelayRefused("IAP's relay does not take the token of the credentials (HTTP 401)");
      case 403 -> new RelayRefused(RelayClosed.NOT_AUTHORIZED.told(target, status, "HTTP"));
      default -> new IOException("IAP's relay answers HTTP " + status);
    };
  }

  /** An answer that asking again does not change. */
  static final class RelayRefused extends IOException {
    private static final long serialVersionUID = 1L;

    RelayRefused(String message) {
      super(message);
    }
  }
}
