package dev.play.testkit.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server's and a client's self-signed certificates, made anew for each test run.
 *
 * @param context for the server, which trusts the client
 * @param texts PEM by name
 */
record CaseKeys(SSLContext context, Map<String, String> texts) {
  private static final char[] NO_SECRET = "changeit".toCharArray();

  static CaseKeys make(String address) throws IOException {
    Path directory = Files.createTempDirectory("play-case-keys");
    try {
      KeyStore server = pair(directory.resolve("server.p12"), "CN=case server", address);
      KeyStore client = pair(directory.resolve("client.p12"), "CN=case client", address);
      KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
      own.init(server, NO_SECRET);
      TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
      KeyStore others = KeyStore.getInstance("PKCS12");
      others.load(null, null);
      others.setCertificateEntry("client", client.getCertificate("it"));
      trusted.init(others);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
      return new CaseKeys(
          context,
          Map.of(
              "ca.pem", pem("CERTIFICATE", server.getCertificate("it").getEncoded()),
              "client.pem", pem("CERTIFICATE", client.getCertificate("it").getEncoded()),
              "key.pem", pem("PRIVATE KEY", client.getKey("it", NO_SECRET).getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK can do this", e);
    }
  }

  /** Whether the other side has shown the client's certificate. */
  static boolean isClient(SSLSession session) {
    try {
      return session.getPeerPrincipal().getName().equals("CN=case client");
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  String pem(String name) {
    return texts.getOrDefault(name, "no " + name + " here\n");
  }

  private static KeyStore pair(Path file, String name, String address)
      throws IOException, GeneralSecurityException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    run(
        List.of(
            keytool.toString(),
            "-genkeypair",
            "-alias",
            "it",
            "-keyalg",
            "EC",
            "-dname",
            name,
            "-validity",
            "2",
            "-ext",
            "san=ip:" + address,
            "-storepass",
            String.valueOf(NO_SECRET),
            "-keystore",
            file.toString()));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, NO_SECRET);
    }
    Files.delete(file);
    return store;
  }

  private static void run(List<String> command) throws IOException {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(command.getFirst() + " ended with status " + status);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making keys", stop);
    }
  }

  private static String pem(String kind, byte[] content) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
