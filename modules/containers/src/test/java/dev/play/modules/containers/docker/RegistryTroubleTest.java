package dev.play.modules.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryTroubleTest {
  private static final String AT =
      "Error response from daemon: Get \"https://r.example.org:5000/v2/\": ";

  private static String because(String words) {
    return RegistryTrouble.in(AT + words + "\n", "r.example.org:5000").orElseThrow().because();
  }

  @Test
  void tellsAnExpiredCertificate() {
    assertThat(
            because(
                "tls: failed to verify certificate: x509: certificate has expired or is not yet"
                    + " valid: current time 2026-11-22T07:00:00Z is after 2020-02-01T00:00:00Z"))
        .isEqualTo(
            "until the certificate that r.example.org:5000 shows is renewed there (x509:"
                + " certificate has expired or is not yet valid: current time"
                + " 2026-11-22T07:00:00Z is after 2020-02-01T00:00:00Z)");
  }

  @Test
  void tellsAClockThatIsWrong() {
    assertThat(
            because(
                "x509: certificate has expired or is not yet valid: current time"
                    + " 2019-11-22T07:00:00Z is before 2020-02-01T00:00:00Z"))
        .startsWith("until the clock of this host");
  }

  @Test
  void tellsWhereTheAuthorityBelongs() {
    assertThat(because("x509: certificate signed by unknown authority"))
        .contains("/etc/docker/certs.d/r.example.org:5000/ca.crt");
  }

  @Test
  void tellsACertificateOfAnotherName() {
    assertThat(because("x509: certificate is valid for a.example.org, not r.example.org"))
        .contains("r.example.org:5000 shows a certificate of that name");
  }

  @Test
  void tellsARegistryWithoutTls() {
    assertThat(because("http: server gave HTTP response to HTTPS client"))
        .contains("insecure-registries");
  }

  @Test
  void leavesTheRestToTheClientsOwnWords() {
    assertThat(RegistryTrouble.in(AT + "dial tcp: connect: connection refused", "r:5000"))
        .isEmpty();
  }
}
