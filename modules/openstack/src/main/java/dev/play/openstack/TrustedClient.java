package dev.play.openstack;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP clients that trust whom they should. */
final class TrustedClient {
  private static final Duration CONNECT = Duration.ofSeconds(20);

  private TrustedClient() {}

  static HttpClient usual() {
    return builder().build();
  }

  /** One for a cloud with certificates of its own ({@code cacert}). */
  static Optional<HttpClient> of(Cloud cloud) throws OpenStackException {
    if (cloud
        .setting("verify")
        .filter(v -> v.toLowerCase(Locale.ROOT).matches("false|no"))
        .isPresent()) {
      throw new OpenStackException(
          "cloud %s of %s says verify: false, which play does not do: name the authority's certificate in cacert"
              .formatted(cloud.name(), cloud.source()));
    }
    Optional<String> file = cloud.setting("cacert");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(Path.of(file.get()))) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca-" + number++, one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return Optional.of(builder().sslContext(context).build());
    } catch (IOException | GeneralSecurityException e) {
      throw new OpenStackException(
          "cloud %s of %s: the certificates of cacert, %s, cannot be read: %s"
              .formatted(cloud.name(), cloud.source(), file.get(), e),
          e);
    }
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NORMAL);
  }
}
