package dev.play.transport.shell;

import dev.play.host.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a script reads.
 *
 * @param length exactly as many bytes as {@code content} writes
 */
record Body(long length, Content content) {
  /** Writes the bytes. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static Body of(Blob blob) {
    return new Body(blob.size(), out -> out.write(blob.bytes()));
  }

  /** The first {@code length} bytes of a file; one that shrinks meanwhile fails. */
  static Body of(Path file, long length) {
    return new Body(
        length,
        out -> {
          try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[64 * 1024];
            for (long left = length; left > 0; ) {
              int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
              if (n < 0) {
                throw new IOException(file + " became shorter while it was sent");
              }
              out.write(chunk, 0, n);
              left -= n;
            }
          }
        });
  }
}
