package dev.play.modules.database.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PsqlClientTest {
  @Test
  void readsFieldsThatHoldLineBreaksQuotesAndCommas() {
    assertThat(PsqlClient.parsed("\"it's \"\"q\"\"\",1\n\"a\nb,\"\"c\"\"\",t\n\n,\n"))
        .containsExactly(
            List.of("it's \"q\"", "1"), List.of("a\nb,\"c\"", "t"), List.of(""), List.of("", ""));
  }

  @Test
  void givesNoRowsForNothing() {
    assertThat(PsqlClient.parsed("")).isEmpty();
  }
}
