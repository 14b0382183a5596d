package dev.play.modules.crypto.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.play.modules.crypto.acme.SignedMessage.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A strict ACME server (RFC 8555) for cases: {@code @acme@} is its address and port. {@code
 * http://@acme@/WORDS/-/directory} is a CA that is as the words say; see {@link AcmeWorld}. Every
 * fourth message is told that its nonce is bad.
 */
public final class AcmeServer implements AutoCloseable {
  private final HttpServer server;
  private final String address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AcmeWorld> worlds = new ConcurrentHashMap<>();
  private final Authority authority = new Authority();

  private AcmeServer(HttpServer server, String address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Listens on all addresses of this machine, on a port of its own.
   *
   * @param address this machine's, as the host sees it
   */
  public static AcmeServer start(String address) {
    try {
      AcmeServer out = new AcmeServer(HttpServer.create(new InetSocketAddress(0), 0), address);
      out.server.setExecutor(out.threads);
      out.server.createContext("/", out::answer);
      out.server.start();
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names for a {@link dev.play.testkit.CaseHost}. */
  public Map<String, String> names() {
    return Map.of("@acme@", address + ":" + server.getAddress().getPort());
  }

  private void answer(HttpExchange x) throws IOException {
    String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = x.getRequestURI().getPath();
    int end = path.indexOf("/-/");
    String base =
        "http://" + x.getRequestHeaders().getFirst("Host") + path.substring(0, Math.max(0, end));
    AcmeWorld world =
        worlds.computeIfAbsent(base, b -> new AcmeWorld(b, path.split("/", 3)[1], authority));
    synchronized (world) {
      AcmeWorld.Said said;
      try {
        if (x.getRequestHeaders().getFirst("User-Agent") == null || end < 0) {
          throw new Refusal(400, "malformed", "who asks for what?");
        }
        said =
            world.answer(
                new AcmeWorld.Asked(
                    x.getRequestMethod(), path.substring(end + 3), x.getRequestHeaders(), body));
      } catch (Refusal no) {
        said = AcmeWorld.Said.problem(no);
      }
      send(x, said, world);
    }
  }

  private static void send(HttpExchange x, AcmeWorld.Said said, AcmeWorld world)
      throws IOException {
    said.headers()
        .forEach((name, values) -> values.forEach(v -> x.getResponseHeaders().add(name, v)));
    x.getResponseHeaders().add("Content-Type", said.type());
    x.getResponseHeaders().add("Replay-Nonce", world.nonce());
    byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
    boolean none = bytes.length == 0 || x.getRequestMethod().equals("HEAD");
    x.sendResponseHeaders(said.status(), none ? -1 : bytes.length);
    try (x;
        OutputStream out = x.getResponseBody()) {
      if (!none) {
        out.write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
