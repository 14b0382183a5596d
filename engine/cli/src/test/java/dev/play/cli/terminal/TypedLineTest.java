package dev.play.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.run.port.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TypedLineTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private TypedLine line(boolean hidden, boolean endless, String ends) {
    return new TypedLine(
        new PrintStream(shown, true, StandardCharsets.UTF_8), hidden, endless, ends);
  }

  private static Optional<Answer> type(TypedLine line, String keys) {
    Optional<Answer> answer = Optional.empty();
    for (byte key : keys.getBytes(StandardCharsets.UTF_8)) {
      answer = line.take(key & 0xff);
    }
    return answer;
  }

  @Test
  void givesWhatIsLeftAfterCharactersAreTakenBack() {
    assertThat(type(line(false, false, ""), "hello thö\u007f\u007f\u007fyou\r"))
        .contains(new Answer.Typed("hello you"));
    assertThat(shown.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("hello thö\b \b\b \b\b \byou");
  }

  @Test
  void showsNothingOfWhatIsHidden() {
    assertThat(type(line(true, false, ""), "pancakes\n")).contains(new Answer.Typed("pancakes"));
    assertThat(shown.toString(StandardCharsets.UTF_8)).isBlank();
  }

  @Test
  void isNotEndedByEnterWhereTimeEndsIt() {
    assertThat(type(line(false, true, ""), "a\r")).isEmpty();
  }

  @Test
  void isInterruptedByControlC() {
    assertThat(type(line(false, true, ""), "\u0003")).contains(new Answer.Interrupted());
    assertThat(type(line(true, false, "cCaA"), "\u0003")).contains(new Answer.Interrupted());
  }

  @Test
  void waitsForOneOfTheKeysThatAnswer() {
    TypedLine line = line(true, false, "cCaA");
    assertThat(type(line, "x\r")).isEmpty();
    assertThat(type(line, "A")).contains(new Answer.Typed("A"));
  }
}
