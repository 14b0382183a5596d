package dev.play.cli.warm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A list of texts as a message's body. */
final class Words {
  private Words() {}

  static byte[] write(List<String> words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeInt(words.size());
      for (String word : words) {
        byte[] text = word.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * What {@link #write} made.
   *
   * @throws IOException when it is something else
   */
  static List<String> read(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int count = in.readInt();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] text = new byte[Math.clamp(in.readInt(), 0, in.available())];
      in.readFully(text);
      words.add(new String(text, StandardCharsets.UTF_8));
    }
    return words;
  }
}
