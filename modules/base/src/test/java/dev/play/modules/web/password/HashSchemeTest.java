package dev.play.modules.web.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashSchemeTest {
  @ParameterizedTest
  @EnumSource(HashScheme.class)
  void whatItMakesFitsAndNothingElseDoes(HashScheme scheme) {
    String hash = scheme.hash("pässword", "seed");
    assertThat(HashScheme.fits("pässword", hash)).isTrue();
    assertThat(HashScheme.fits("password", hash)).isFalse();
    assertThat(scheme.hash("pässword", "seed")).isEqualTo(hash);
  }

  @ParameterizedTest
  @EnumSource(
      value = HashScheme.class,
      names = {"LDAP_SHA1", "PLAINTEXT"},
      mode = EnumSource.Mode.EXCLUDE)
  void saltsDifferWithTheSeed(HashScheme scheme) {
    assertThat(scheme.hash("password", "one")).isNotEqualTo(scheme.hash("password", "other"));
  }

  @Test
  void knowsWhatOtherToolsMade() {
    OTHERS
        .lines()
        .forEach(entry -> assertThat(HashScheme.fits("secret", entry)).as(entry).isTrue());
  }

  /** By openssl passwd -apr1, -1, -5, -6, and by perl's crypt. */
  private static final String OTHERS =
      """
      $apr1$abcdefgh$h9FWgUz3n9YxylKLlR5SQ/
      $1$abcdefgh$cHJi5PXp/ki/ktXzqlk6I1
      $5$abcdefgh$gruCpC7VkOTspMQTTSAR8mtlO9Upms.fwqE5y16JVM.
      $6$abcdefgh$ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG.
      abNANd1rDfiNc
      $2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a
      """
          .strip();
}
