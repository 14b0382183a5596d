package dev.play.task;

import dev.play.connection.ShellRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Passes live output on without the lines that mark a script's parts. */
final class UnmarkedOutput implements ShellRequest.Live {
  private final ShellRequest.Live listener;
  private final Filter out;
  private final Filter err;

  UnmarkedOutput(String mark, ShellRequest.Live listener) {
    this.listener = listener;
    this.out = new Filter(mark.getBytes(StandardCharsets.US_ASCII));
    this.err = new Filter(mark.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void stdout(byte[] bytes, int length) {
    byte[] plain = out.pass(bytes, length);
    if (plain.length > 0) {
      listener.stdout(plain, plain.length);
    }
  }

  @Override
  public void stderr(byte[] bytes, int length) {
    byte[] plain = err.pass(bytes, length);
    if (plain.length > 0) {
      listener.stderr(plain, plain.length);
    }
  }

  /** Holds back what may be the start of a mark; drops from a mark to the end of its line. */
  private static final class Filter {
    private final byte[] mark;
    private int matched;
    private boolean inMark;

    Filter(byte[] mark) {
      this.mark = mark;
    }

    byte[] pass(byte[] bytes, int length) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        if (inMark) {
          inMark = b != '\n';
        } else if (b == mark[matched]) {
          matched++;
          if (matched == mark.length) {
            matched = 0;
            inMark = true;
          }
        } else {
          // A mark starts with '<' and has no other: no part of it can be the start of another.
          plain.write(mark, 0, matched);
          matched = b == mark[0] ? 1 : 0;
          if (matched == 0) {
            plain.write(b);
          }
        }
      }
      return plain.toByteArray();
    }
  }
}
