package dev.play.galaxy.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|1.0.0|true",
        "*|1.0.0-rc1|false",
        "1.2.3|1.2.3|true",
        "==1.2|1.2.0|true",
        ">=1.0.0,<2.0.0|1.10.0|true",
        ">=1.0.0,<2.0.0|2.0.0|false",
        ">= 1.0.0, != 1.1.0|1.1.0|false",
        "1.0.0-rc1|1.0.0-rc1|true",
        ">1.9|1.10|true",
        "v1.0|1.0.0|true",
      })
  void holdsForVersions(String range, String version, boolean holds) {
    assertThat(
            VersionRange.parse(range)
                .orElseThrow()
                .holds(ContentVersion.parse(version).orElseThrow()))
        .isEqualTo(holds);
  }

  @Test
  void ordersPreReleasesBeforeReleases() {
    assertThat(
            java.util.stream.Stream.of(
                    "1.0.0", "1.0.0-alpha.10", "1.0.0-alpha.2", "0.9", "1.0.0-alpha.b")
                .map(text -> ContentVersion.parse(text).orElseThrow())
                .sorted()
                .map(ContentVersion::text))
        .containsExactly("0.9", "1.0.0-alpha.2", "1.0.0-alpha.10", "1.0.0-alpha.b", "1.0.0");
    assertThat(ContentVersion.parse("main")).isEmpty();
    assertThat(VersionRange.parse("main")).isEmpty();
  }
}
