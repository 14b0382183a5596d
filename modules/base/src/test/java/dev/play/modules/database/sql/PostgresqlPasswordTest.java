package dev.play.modules.database.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresqlPasswordTest {
  // The example of RFC 7677, section 3.
  private static final String SCRAM =
      "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
          + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

  @Test
  void knowsAPasswordByItsScramProof() {
    assertThat(PostgresqlPassword.matches("user", "pencil", SCRAM)).isTrue();
    assertThat(PostgresqlPassword.matches("user", "pen", SCRAM)).isFalse();
  }

  @Test
  void knowsAPasswordByItsSumWithTheName() {
    // md5("pw" + "ann")
    String kept = "md5" + "91e6b76cf7af8dac051b731e90a90efb";
    assertThat(PostgresqlPassword.matches("ann", "pw", kept)).isTrue();
    assertThat(PostgresqlPassword.matches("ann", "wrong", kept)).isFalse();
  }

  @Test
  void takesAProofForWhatItIs() {
    assertThat(PostgresqlPassword.matches("user", SCRAM, SCRAM)).isTrue();
    assertThat(PostgresqlPassword.matches("user", SCRAM, "md5" + "0".repeat(32))).isFalse();
  }

  @Test
  void takesNoPasswordForAnother() {
    assertThat(PostgresqlPassword.matches("user", "pencil", "")).isFalse();
  }
}
