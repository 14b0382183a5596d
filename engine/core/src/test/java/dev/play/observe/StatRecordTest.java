package dev.play.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.HostPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatRecordTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-11-22 18:41:00.123456789 +0000, .123456789
          2026-11-22 18:41:00.000000000 +0100, .000000000
          2026-11-22 18:41:00.5 , .5
          2026-11-22 18:41:00 +0000, ''
          2026-11-22 18:41:00. +0000, ''
          1. 2026-11-22 18:41:00, ''
          -, ''
          '', ''
          """)
  void readsTheFractionOfATimeWhereThereIsOne(String readable, String fraction) {
    assertThat(StatRecord.fraction(readable)).isEqualTo(fraction);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /, /
          //, /
          /a/b, /a/b
          /a//b/, /a/b
          /a/./b/., /a/b
          ./a, a
          ., .
          a, a
          a/.b/..c/.., a/.b/..c/..
          /..., /...
          """)
  void aPathIsMadePlainOnlyWhereItIsNot(String given, String plain) {
    HostPath path = HostPath.of(given);

    assertThat(path.normal()).isEqualTo(HostPath.of(plain));
  }

  @Test
  void aPathThatIsPlainIsTheSame() {
    HostPath path = HostPath.of("/etc/ssh/sshd_config.d/50.conf");

    assertThat(path.normal()).isSameAs(path);
  }
}
