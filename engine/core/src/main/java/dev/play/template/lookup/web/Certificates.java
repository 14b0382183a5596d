package dev.play.template.lookup.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom TLS trusts. */
final class Certificates {
  /** Where systems keep whom they trust: Debian, Fedora, Alpine and macOS. */
  static final List<Path> OF_SYSTEMS =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private Certificates() {}

  /**
   * A context that trusts anybody, or those that the authorities in a file vouch for, else in the
   * system's (as Python does), else in the JDK's.
   *
   * @param systems files of authorities, of which the first that is there counts
   * @throws IOException when the file cannot be used
   */
  static SSLContext trusting(boolean validates, Optional<Path> authorities, List<Path> systems)
      throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      if (!validates) {
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
      }
      Optional<Path> file =
          authorities.or(() -> systems.stream().filter(Files::isReadable).findFirst());
      if (file.isEmpty()) {
        return SSLContext.getDefault();
      }
      context.init(null, vouched(file.get()), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] vouched(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** For {@code validate_certs: false}: neither certificate nor name are looked at. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
