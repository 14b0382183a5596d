package dev.play.template.lookup.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificatesTest {
  private static final char[] SECRET = "changeit".toCharArray();

  @TempDir Path directory = Path.of(".");

  @Test
  void trustsWhomTheSystemTrusts() throws Exception {
    KeyStore own = pair();
    Path bundle = directory.resolve("bundle.pem");
    Files.writeString(bundle, "# ours\n" + pem(own.getCertificate("it").getEncoded()));
    HttpsServer server = serve(own);
    try {
      int port = server.getAddress().getPort();
      assertThat(ask(port, List.of(directory.resolve("none"), bundle))).isEqualTo(204);
      assertThatThrownBy(() -> ask(port, List.of())).isInstanceOf(SSLHandshakeException.class);
    } finally {
      server.stop(0);
    }
  }

  private static int ask(int port, List<Path> systems) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(Certificates.trusting(true, Optional.empty(), systems))
            .build()) {
      URI place = URI.create("https://127.0.0.1:" + port + "/");
      return client
          .send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static HttpsServer serve(KeyStore own) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, SECRET);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        x -> {
          x.sendResponseHeaders(204, -1);
          x.close();
        });
    server.start();
    return server;
  }

  private KeyStore pair() throws IOException, GeneralSecurityException, InterruptedException {
    Path file = directory.resolve("own.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String words =
        "-genkeypair -alias it -keyalg EC -dname CN=own -validity 2 -ext san=ip:127.0.0.1"
            + " -storepass changeit -keystore";
    ProcessBuilder making = new ProcessBuilder(keytool.toString());
    making.command().addAll(List.of(words.split(" ", -1)));
    making.command().add(file.toString());
    assertThat(making.inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, SECRET);
    }
    return store;
  }

  private static String pem(byte[] content) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
  }
}
