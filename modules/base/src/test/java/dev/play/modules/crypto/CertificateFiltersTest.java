package dev.play.modules.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.module.ModuleFailure;
import dev.play.module.TextFilters;
import dev.play.value.Value;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CertificateFiltersTest {
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBOjCB7aADAgECAhRAkjU1Mc5sNfUn/+yR0ECl4Maz/TAFBgMrZXAwEjEQMA4G
      A1UEAwwHQ2FzZSBDQTAgFw0yNjExMjEyMTQyNTRaGA8yMDUxMDcxMzIxNDI1NFow
      EjEQMA4GA1UEAwwHQ2FzZSBDQTAqMAUGAytlcAMhAGLYZLauXc1kJNLZ1rLNLT/Y
      ZFlP1PCj0sU3y2Ht+qNRo1MwUTAdBgNVHQ4EFgQUc9TEhYBQtJX9eQg65EMan7Wz
      RacwHwYDVR0jBBgwFoAUc9TEhYBQtJX9eQg65EMan7WzRacwDwYDVR0TAQH/BAUw
      AwEB/zAFBgMrZXADQQBRT8zfm4QKGJDx5Yq5ZUZLlLiggQGza8lMv+z43m5jzhdA
      DVDiqcIo12gdFBk6xQ6KJW8UwYccyF6J/cMSWwUN
      -----END CERTIFICATE-----
      """;

  private static Value.Dict read(String name, String text, String now) {
    TextFilters filters =
        ServiceLoader.load(TextFilters.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(f -> f.has(name))
            .findFirst()
            .orElseThrow();
    return (Value.Dict) filters.read(name, text, Instant.parse(now));
  }

  @Test
  void tellsWhatACertificateSaysAndWhetherItHasRunOut() {
    Value.Dict told = read("x509_certificate_info", CERTIFICATE, "2030-01-01T00:00:00Z");
    assertThat(told.get("subject")).contains(Value.dictOf("commonName", "Case CA"));
    assertThat(told.get("expired")).contains(Value.of(false));
    assertThat(read("x509_certificate_info", CERTIFICATE, "2052-01-01T00:00:00Z").get("expired"))
        .contains(Value.of(true));
  }

  @Test
  void tellsOfThePublicKeyByItself() {
    Value.Dict told = read("x509_certificate_info", CERTIFICATE, "2030-01-01T00:00:00Z");
    String key = told.get("public_key").map(k -> ((Value.Text) k).text()).orElseThrow();
    Value.Dict alone = read("openssl_publickey_info", key, "2030-01-01T00:00:00Z");
    assertThat(alone.get("type")).contains(Value.text("Ed25519"));
    assertThat(alone.get("fingerprints")).isEqualTo(told.get("public_key_fingerprints"));
  }

  @Test
  void saysWhatCannotBeRead() {
    for (String name : new String[] {"x509_certificate_info", "openssl_csr_info"}) {
      assertThatThrownBy(() -> read(name, "nothing", "2030-01-01T00:00:00Z"))
          .isInstanceOf(ModuleFailure.class)
          .hasMessageContaining("could be read");
    }
    String broken = "-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n";
    assertThatThrownBy(() -> read("openssl_publickey_info", broken, "2030-01-01T00:00:00Z"))
        .isInstanceOf(ModuleFailure.class)
        .hasMessageContaining("cannot be read");
  }
}
