package dev.play.testkit.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLParameters;

/**
 * A web server of the controller's for cases of modules that ask one: {@code @web@} stands for its
 * address and port without, {@code @tls@} for those with TLS.
 *
 * <p>{@code /text} and {@code /json} answer with just that, {@code /echo} with what was asked for,
 * {@code /parts} with the parts of a form, {@code /login} wants {@code user} with {@code pass word}
 * and says so, {@code /hidden} wants them and says 404, {@code /moved} redirects to {@code /echo}
 * and {@code /moved/NAME} to that, {@code /repeat} has requests made again at {@code /echo}, {@code
 * /dated} is a text of 2020 for whom has none as new, {@code /status/N} answers with N, {@code
 * /gzip} sends gzip, {@code /cookies} sets two, {@code /silent} never answers; {@code
 * /tls/NAME.pem} are {@code ca}, {@code client} and {@code key}. With TLS {@code /certified} wants
 * the client's certificate.
 */
public final class CaseServer implements AutoCloseable {
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder().encodeToString("user:pass word".getBytes(StandardCharsets.UTF_8));

  private final HttpServer plain;
  private final HttpsServer tls;
  private final CaseKeys keys;
  private final String address;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  private CaseServer(HttpServer plain, HttpsServer tls, CaseKeys keys, String address) {
    this.plain = plain;
    this.tls = tls;
    this.keys = keys;
    this.address = address;
  }

  /** For hosts that are this machine. */
  public static CaseServer start() {
    return start("127.0.0.1");
  }

  /**
   * Listens on all addresses of this machine, on ports of its own.
   *
   * @param address this machine's, as the host sees it
   */
  public static CaseServer start(String address) {
    try {
      CaseKeys keys = CaseKeys.make(address);
      CaseServer server =
          new CaseServer(
              HttpServer.create(new InetSocketAddress(0), 0),
              HttpsServer.create(new InetSocketAddress(0), 0),
              keys,
              address);
      server.tls.setHttpsConfigurator(
          new HttpsConfigurator(keys.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters all = getSSLContext().getDefaultSSLParameters();
              all.setWantClientAuth(true);
              parameters.setSSLParameters(all);
            }
          });
      server.open(server.plain);
      server.open(server.tls);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names for a {@link dev.play.testkit.CaseHost}. */
  public Map<String, String> names() {
    return Map.of(
        "@web@", address + ":" + plain.getAddress().getPort(),
        "@tls@", address + ":" + tls.getAddress().getPort());
  }

  private void open(HttpServer server) {
    server.setExecutor(threads);
    server.createContext("/text", x -> answer(x, 200, "text/plain", "hello\n"));
    server.createContext("/json", x -> answer(x, 200, "application/json", "{\"a\": [1, 2]}"));
    server.createContext("/echo", x -> answer(x, 200, "application/json", echo(x)));
    server.createContext("/parts", x -> answer(x, 200, "text/plain", parts(x)));
    server.createContext("/login", x -> login(x, 401));
    server.createContext("/hidden", x -> login(x, 404));
    server.createContext("/moved", x -> moved(x, 302, "echo"));
    server.createContext("/repeat", x -> moved(x, 307, "echo"));
    server.createContext("/moved/", x -> moved(x, 302, tail(x)));
    server.createContext("/dated", CaseServer::dated);
    server.createContext("/named", CaseServer::named);
    server.createContext(
        "/status/", x -> answer(x, Integer.parseInt(tail(x)), "text/plain", "as told\n"));
    server.createContext("/gzip", CaseServer::gzip);
    server.createContext("/cookies", CaseServer::cookies);
    server.createContext("/silent", this::silent);
    server.createContext("/tls/", x -> answer(x, 200, "text/plain", keys.pem(tail(x))));
    server.createContext("/certified", CaseServer::certified);
    server.start();
  }

  private static String tail(HttpExchange x) {
    String path = x.getRequestURI().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void login(HttpExchange x, int otherwise) throws IOException {
    if (LOGIN.equals(x.getRequestHeaders().getFirst("Authorization"))) {
      answer(x, 200, "text/plain", "in\n");
      return;
    }
    if (otherwise == 401) {
      x.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"case\"");
    }
    answer(x, otherwise, "text/plain", "out\n");
  }

  private static void dated(HttpExchange x) throws IOException {
    ZonedDateTime made = ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    String has = x.getRequestHeaders().getFirst("If-Modified-Since");
    if (has != null
        && !ZonedDateTime.parse(has, DateTimeFormatter.RFC_1123_DATE_TIME).isBefore(made)) {
      answer(x, 304, "text/plain", "");
      return;
    }
    answer(x, 200, "text/plain", "dated\n");
  }

  /** Says under which name it is to be kept; directories in it are not to be heeded. */
  private static void named(HttpExchange x) throws IOException {
    x.getResponseHeaders()
        .add("Content-Disposition", "attachment; filename=\"../given name.txt\"; size=6");
    answer(x, 200, "text/plain", "named\n");
  }

  private static void moved(HttpExchange x, int status, String where) throws IOException {
    x.getResponseHeaders().add("Location", "/" + where);
    answer(x, status, "text/plain", "elsewhere\n");
  }

  private static void cookies(HttpExchange x) throws IOException {
    x.getResponseHeaders().add("Set-Cookie", "a=1; Path=/");
    x.getResponseHeaders().add("Set-Cookie", "b=2; Path=/");
    answer(x, 200, "text/plain", "");
  }

  private static void gzip(HttpExchange x) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("unpacked\n".getBytes(StandardCharsets.UTF_8));
    }
    x.getResponseHeaders().add("Content-Encoding", "gzip");
    answer(x, 200, "text/plain", packed.toByteArray());
  }

  private static void certified(HttpExchange x) throws IOException {
    boolean known =
        x instanceof com.sun.net.httpserver.HttpsExchange secure
            && CaseKeys.isClient(secure.getSSLSession());
    answer(x, known ? 200 : 403, "text/plain", known ? "known\n" : "unknown\n");
  }

  private void silent(HttpExchange x) throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    x.close();
  }

  /** What was asked for: a line each for the method, the path, headers of note and the body. */
  private static String echo(HttpExchange x) throws IOException {
    Headers headers = x.getRequestHeaders();
    StringBuilder out = new StringBuilder("{");
    field(out, "method", x.getRequestMethod()).append(", ");
    field(out, "body", new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    for (String name : headers.keySet()) {
      field(out.append(", "), name.toLowerCase(java.util.Locale.ROOT), headers.getFirst(name));
    }
    return out.append('}').toString();
  }

  /** The parts of a form without what is between them, which is different each time. */
  private static String parts(HttpExchange x) throws IOException {
    String boundary =
        x.getRequestHeaders().getFirst("Content-Type").replaceFirst(".*boundary=", "");
    return new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
        .replace("--" + boundary + "--\r\n", "")
        .replace("--" + boundary + "\r\nContent-Disposition: form-data; ", "")
        .replace("\r", "");
  }

  private static StringBuilder field(StringBuilder out, String name, String value) {
    out.append('"').append(name).append("\": \"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\' || c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"');
  }

  private static void answer(HttpExchange x, int status, String type, String body)
      throws IOException {
    answer(x, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange x, int status, String type, byte[] body)
      throws IOException {
    x.getResponseHeaders().add("Content-Type", type);
    boolean none = body.length == 0 || x.getRequestMethod().equals("HEAD") || status == 204;
    x.sendResponseHeaders(status, none ? -1 : body.length);
    try (x;
        OutputStream out = x.getResponseBody()) {
      if (!none) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    plain.stop(0);
    tls.stop(0);
    threads.shutdownNow();
  }
}
