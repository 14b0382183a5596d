package dev.play.template;

import static dev.play.template.TemplateFixture.expression;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlLookupTest {
  @TempDir Path directory = Path.of("");
  private HttpServer server = unset();

  @SuppressWarnings("NullAway") // set before each test
  private static HttpServer unset() {
    return null;
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/lines", x -> answer(x, 200, "one\ntwo\n"));
    server.createContext("/agent", x -> answer(x, 200, header(x, "User-Agent")));
    server.createContext("/seen", x -> answer(x, 200, header(x, "X-Own") + header(x, "X-Kept")));
    server.createContext("/who", UrlLookupTest::who);
    server.createContext("/moved", x -> moved(x, "/seen"));
    server.createContext("/circle", x -> moved(x, "/circle"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String header(HttpExchange x, String name) {
    return String.valueOf(x.getRequestHeaders().getFirst(name));
  }

  private static void who(HttpExchange x) throws IOException {
    String given = x.getRequestHeaders().getFirst("Authorization");
    answer(x, given == null ? 401 : 200, String.valueOf(given));
  }

  private static void moved(HttpExchange x, String where) throws IOException {
    x.getResponseHeaders().set("Location", where);
    answer(x, 302, "");
  }

  private static void answer(HttpExchange x, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (x) {
      x.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      x.getResponseBody().write(body);
    }
  }

  private String look(String path, String more) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    String call = "query('url', '" + url + "'" + (more.isEmpty() ? "" : ", " + more) + ")";
    FixedLookups lookups =
        new FixedLookups(directory, Map.of("NETRC", directory.resolve("netrc").toString()));
    MapScope scope = MapScope.of("ansible_lookup_url_agent", "me").withLookups(lookups);
    return PythonText.repr(expression(call).evaluate(scope));
  }

  @Test
  void givesLinesOrTheWholePage() {
    assertThat(look("/lines", "")).isEqualTo("['one', 'two']");
    assertThat(look("/lines", "split_lines=false")).isEqualTo("['one\\ntwo\\n']");
  }

  @Test
  void takesOptionsFromVariables() {
    assertThat(look("/agent", "")).isEqualTo("['me']");
    assertThat(look("/agent", "http_agent='you'")).isEqualTo("['you']");
  }

  @Test
  void followsRedirectionsWithoutHeadersThatStayBehind() {
    String own = "headers={'X-Own': 'a', 'X-Kept': 'b'}";
    assertThat(look("/moved", own)).isEqualTo("['ab']");
    assertThat(look("/moved", own + ", unredirected_headers=['x-own']")).isEqualTo("['nullb']");
    assertThatThrownBy(() -> look("/moved", "follow_redirects='none'"))
        .hasMessageContaining("Received HTTP error for")
        .hasMessageEndingWith("HTTP Error 302: Found");
    assertThatThrownBy(() -> look("/circle", "")).hasMessageContaining("redirected more than 10");
  }

  @Test
  void tellsWhoAsks() throws IOException {
    assertThat(look("/who", "username='u', password='p'")).isEqualTo("['Basic dTpw']");
    assertThat(look("/who", "username='u', force_basic_auth=true")).isEqualTo("['Basic dTo=']");
    assertThatThrownBy(() -> look("/who", "")).hasMessageEndingWith("HTTP Error 401: Unauthorized");
    Files.writeString(
        directory.resolve("netrc"),
        "machine other login x password y\nmachine 127.0.0.1\n login u password p\n");
    assertThat(look("/who", "")).isEqualTo("['Basic dTpw']");
    assertThat(look("/who", "use_netrc=false, headers={'Authorization': 'Bearer t'}"))
        .isEqualTo("['Bearer t']");
  }

  @Test
  void refusesWhatItCannotDoByName() {
    assertThatThrownBy(() -> look("/lines", "unix_socket='/x'"))
        .hasMessageContaining("does not support the argument unix_socket");
    assertThatThrownBy(() -> look("/lines", "follow_redirects='perhaps'"))
        .hasMessageContaining("Invalid value \"perhaps\"");
  }
}
