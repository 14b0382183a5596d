package dev.play.modules.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.module.TaskResult;
import dev.play.modules.net.http.CurlConfig;
import dev.play.modules.net.http.RequestBody;
import dev.play.modules.net.http.Response;
import dev.play.value.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that asks, against a server of this machine's. */
class UriTest {
  @TempDir Path directory = Path.of("/nonexistent");
  private final HttpServer server = serverOf();

  private static HttpServer serverOf() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/junk", x -> answer(x, 200, "application/json", "{\"a\": 1} \"b\""));
    server.createContext("/json", x -> answer(x, 200, "application/json", "{\"a\": [1, 2]}"));
    server.createContext(
        "/echo",
        x -> answer(x, 201, "text/plain", x.getRequestMethod() + " " + text(x) + header(x)));
    server.createContext(
        "/moved",
        x -> {
          x.getResponseHeaders().add("Location", "/json");
          answer(x, 302, "text/plain", "");
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String header(HttpExchange x) {
    return " " + x.getRequestHeaders().getFirst("X-Say");
  }

  private static String text(HttpExchange x) throws IOException {
    return new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange x, int status, String type, String body)
      throws IOException {
    x.getResponseHeaders().add("Content-Type", type);
    x.getResponseHeaders().add("Set-Cookie", "k=v; Path=/");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    x.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = x.getResponseBody()) {
      out.write(bytes);
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Response ask(CurlConfig config, String body, String dest)
      throws IOException, InterruptedException {
    byte[] lines = config.toString().getBytes(StandardCharsets.UTF_8);
    Process shell =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                Response.SCRIPT,
                "sh",
                Integer.toString(lines.length),
                body.isEmpty() ? "" : "body",
                "",
                dest,
                "200",
                "",
                "",
                "",
                "")
            .redirectError(directory.resolve("err").toFile())
            .start();
    try (OutputStream in = shell.getOutputStream()) {
      in.write(lines);
      in.write(body.getBytes(StandardCharsets.UTF_8));
    }
    byte[] out = shell.getInputStream().readAllBytes();
    Blob err = Blob.of(Files.readAllBytes(directory.resolve("err")));
    return Response.of(new CommandOutput(shell.waitFor(), Blob.of(out), err));
  }

  @Test
  void takesNothingForJsonThatHasMoreBehindIt() throws Exception {
    Response response = ask(new CurlConfig(url("/junk")), "", "");
    Value.Dict values = response.result(TaskResult.EMPTY, List.of(200), true).values();
    assertThat(values.get("json")).isEmpty();
    assertThat(values.get("content")).contains(Value.text("{\"a\": 1} \"b\""));
  }

  @Test
  void saysWhereACertificateWasNotGoodEnough() {
    Blob err = Blob.of("curl: (60) SSL: no alternative certificate subject name matches");
    Response response = Response.of(new CommandOutput(1, Blob.of(""), err));
    assertThat(response.trouble())
        .startsWith(
            "Failed to validate the SSL certificate (certificate verify failed): curl: (60)");
  }

  @Test
  void readsJsonHeadersAndCookies() throws Exception {
    Response response = ask(new CurlConfig(url("/json")), "", "");
    Value.Dict values = response.result(TaskResult.EMPTY, List.of(200), false).values();
    assertThat(values.get("status")).contains(Value.of(200));
    assertThat(values.get("json")).contains(Value.dictOf("a", List.of(1, 2)));
    assertThat(values.get("content_type")).contains(Value.text("application/json"));
    assertThat(values.get("cookies")).contains(Value.dictOf("k", "v"));
    assertThat(values.get("content")).isEmpty();
  }

  @Test
  void sendsABodyAndHostileHeadersAsTheyAre() throws Exception {
    String say = "\"quoted\" \\ $(touch pwned) 'x'";
    CurlConfig config =
        new CurlConfig(url("/echo")).headers(Map.of("X-Say", say)).option("request", "PUT");
    Response response = ask(config, "a=\"1\"\n$(b)", "");
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.body().text()).isEqualTo("PUT a=\"1\"\n$(b) " + say);
  }

  @Test
  void saysWhatCouldNotBeWritten() throws Exception {
    String dest = directory.resolve("none/file").toString();
    assertThat(ask(new CurlConfig(url("/json")), "", dest).trouble())
        .startsWith("Could not replace file: ")
        .contains("none/");
  }

  @Test
  void tellsOfRedirects() throws Exception {
    Response response = ask(new CurlConfig(url("/moved")).flag("location"), "", "");
    assertThat(response.redirected()).isTrue();
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.url()).endsWith("/json");
  }

  @Test
  void failsForAnotherStatusWithTheContentWhereItIsWanted() throws Exception {
    Response response = ask(new CurlConfig(url("/echo")), "", "");
    TaskResult result = response.result(TaskResult.EMPTY, List.of(200), true);
    assertThat(result.failed()).contains(true);
    assertThat(result.values().get("content")).isPresent();
    assertThat(response.result(TaskResult.EMPTY, List.of(200), false).values().get("content"))
        .isEmpty();
    assertThat(result.values().get("msg").toString()).contains("Status code was 201");
  }

  @Test
  void tellsWhenNobodyAnswers() throws Exception {
    server.stop(0);
    Response response = ask(new CurlConfig("http://127.0.0.1:1/"), "", "");
    assertThat(response.status()).isEqualTo(-1);
    assertThat(response.trouble()).contains("connect");
  }

  @Test
  void writesTheBodyToAFileOnceOnly() throws Exception {
    String dest = directory.resolve("out").toString();
    assertThat(ask(new CurlConfig(url("/json")), "", dest).fileChanged()).isTrue();
    assertThat(ask(new CurlConfig(url("/json")), "", dest).fileChanged()).isFalse();
    assertThat(directory.resolve("out")).hasContent("{\"a\": [1, 2]}");
  }

  @Test
  void writesFormsAsBrowsersDo() {
    RequestBody body = RequestBody.form(Value.dictOf("a b", "c&d", "e", List.of(1, 2)));
    assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).isEqualTo("a+b=c%26d&e=1&e=2");
  }
}
