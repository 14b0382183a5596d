package dev.play.cli.warm;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What is written goes over the wire, each write as a message. */
final class FramedStream extends OutputStream {
  private final Wire wire;
  private final Wire.Kind kind;

  FramedStream(Wire wire, Wire.Kind kind) {
    this.wire = wire;
    this.kind = kind;
  }

  @Override
  public void write(int b) throws IOException {
    wire.send(kind, (byte) b);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > 0) {
      wire.send(kind, Arrays.copyOfRange(bytes, from, from + length));
    }
  }
}
