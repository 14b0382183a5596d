package dev.play.transport.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final Sink sink = (bytes, length) -> heard.write(bytes, 0, length);

  private String heard() {
    return heard.toString(StandardCharsets.UTF_8);
  }

  /** Gives at most {@code size} bytes a read. */
  private static InputStream pieces(String text, int size) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, size));
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
  void findsTheMarkHoweverTheBytesArrive(int size) {
    FrameReader reader = new FrameReader(pieces("aab aaba aabaab:7\nrest", size), Sink.NOWHERE);
    CompletableFuture<String> line = reader.expect("aabaab:", sink);
    reader.run();
    assertThat(line).isCompletedWithValue("7");
    assertThat(heard()).isEqualTo("aab aaba ");
    assertThat(reader.stray()).isEqualTo(4);
    assertThat(reader.received()).isEqualTo(22);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void passesOnWhatOnlyBeginsLikeTheMark(int size) {
    FrameReader reader = new FrameReader(pieces("aabaaabaab:0\n", size), Sink.NOWHERE);
    CompletableFuture<String> line = reader.expect("aabaab:", sink);
    reader.run();
    assertThat(line).isCompletedWithValue("0");
    assertThat(heard()).isEqualTo("aaba");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1000})
  void fillsFramesInTheOrderInWhichTheyWereExpected(int size) {
    FrameReader reader = new FrameReader(pieces("first a:1\nsecond b:2\nrest", size), Sink.NOWHERE);
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    CompletableFuture<String> first = reader.expect("a:", sink);
    CompletableFuture<String> second =
        reader.expect("b:", (bytes, length) -> other.write(bytes, 0, length));
    reader.run();
    assertThat(first).isCompletedWithValue("1");
    assertThat(second).isCompletedWithValue("2");
    assertThat(heard()).isEqualTo("first ");
    assertThat(other.toString(StandardCharsets.UTF_8)).isEqualTo("second ");
    assertThat(reader.stray()).isEqualTo(4);
  }

  @Test
  void failsTheFrameWhereTheStreamEnds() {
    FrameReader reader = new FrameReader(pieces("no mark", 4), Sink.NOWHERE);
    CompletableFuture<String> line = reader.expect("mark:", sink);
    reader.run();
    assertThatThrownBy(line::join).hasCauseInstanceOf(ShellEnded.class);
    assertThat(reader.hasEnded()).isTrue();
    assertThat(reader.expect("again", sink)).isCompletedExceptionally();
  }

  @Test
  void keepsWhatComesBeforeAnyFrame() {
    FrameReader reader = new FrameReader(pieces("motd", 2), sink);
    reader.run();
    assertThat(heard()).isEqualTo("motd");
    assertThat(reader.stray()).isEqualTo(4);
  }

  @Test
  void failsTheFrameWhereItsListenerThrows() {
    FrameReader reader = new FrameReader(pieces("some output", 4), Sink.NOWHERE);
    CompletableFuture<String> line =
        reader.expect(
            "mark:",
            (bytes, length) -> {
              throw new IllegalStateException("listener");
            });
    assertThatThrownBy(reader::run).hasMessage("listener");
    assertThat(line).isCompletedExceptionally();
  }

  @Test
  void tellsThatTheStreamFailed() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    FrameReader reader = new FrameReader(broken, Sink.NOWHERE);
    CompletableFuture<String> line = reader.expect("mark:", sink);
    reader.run();
    assertThatThrownBy(line::join).hasRootCauseMessage("reset");
  }
}
