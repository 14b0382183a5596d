package dev.play.shell;

import dev.play.host.CommandOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts what a script wrote into the parts that its own marks divide. A mark is a random text that
 * no output holds; the script's text holds it only in two halves, so that not even a process list
 * shows it. After each part the script writes {@code MARK#ID STATUS\n} to stdout and {@code
 * MARK#ID\n} to stderr; anywhere in a part it may write {@code MARK=KEY VALUE MARK\n} as a detail.
 */
public final class Frames {
  private final String mark;

  /**
   * @param nonce at least 16 letters or digits that nobody can guess
   */
  public Frames(String nonce) {
    if (!nonce.matches("[A-Za-z0-9]{16,}")) {
      throw new IllegalArgumentException("a nonce is 16 or more letters and digits");
    }
    this.mark = "<" + nonce + ">";
  }

  public String mark() {
    return mark;
  }

  /** Shell text that comes first: the mark in {@code $M}, and the functions that write marks. */
  public String preamble() {
    int half = mark.length() / 2;
    return "M='"
        + mark.substring(0, half)
        + "''"
        + mark.substring(half)
        + "'\n"
        + "end() { printf '%s#%s %s\\n' \"$M\" \"$1\" \"$2\"; printf '%s#%s\\n' \"$M\" \"$1\" >&2; }\n"
        + "detail() { printf '%s=%s %s%s\\n' \"$M\" \"$1\" \"$2\" \"$M\"; }\n";
  }

  /** One part of a reply. */
  public record Part(int status, byte[] out, byte[] err, Map<String, String> details) {
    public String outText() {
      return ShellText.decode(out);
    }

    public String errText() {
      return ShellText.decode(err).strip();
    }
  }

  /** The parts by their id; those that the script did not come to are missing. */
  public Map<String, Part> split(CommandOutput output) {
    byte[] stdout = output.stdout().bytes();
    byte[] stderr = output.stderr().bytes();
    byte[] end = (mark + "#").getBytes(StandardCharsets.US_ASCII);
    Map<String, byte[]> errors = errors(stderr, end);
    Map<String, Part> parts = new HashMap<>();
    int from = 0;
    for (int at = find(stdout, end, 0); at >= 0; at = find(stdout, end, from)) {
      int line = find(stdout, new byte[] {'\n'}, at);
      if (line < 0) {
        break;
      }
      String[] words =
          new String(stdout, at + end.length, line - at - end.length, StandardCharsets.US_ASCII)
              .split(" ");
      Map<String, String> details = new HashMap<>();
      byte[] out = takeDetails(java.util.Arrays.copyOfRange(stdout, from, at), details);
      parts.put(
          words[0],
          new Part(
              Integer.parseInt(words[1]),
              out,
              errors.getOrDefault(words[0], new byte[0]),
              details));
      from = line + 1;
    }
    return parts;
  }

  /** What was written after the last mark: the words of a script that broke off. */
  public Optional<String> loose(CommandOutput output) {
    byte[] stderr = output.stderr().bytes();
    byte[] end = (mark + "#").getBytes(StandardCharsets.US_ASCII);
    int from = 0;
    for (int at = find(stderr, end, 0); at >= 0; at = find(stderr, end, at + 1)) {
      int line = find(stderr, new byte[] {'\n'}, at);
      from = line < 0 ? stderr.length : line + 1;
    }
    String text = ShellText.decode(stderr, from, stderr.length).strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Map<String, byte[]> errors(byte[] stderr, byte[] end) {
    Map<String, byte[]> parts = new HashMap<>();
    int from = 0;
    for (int at = find(stderr, end, 0); at >= 0; at = find(stderr, end, from)) {
      int line = find(stderr, new byte[] {'\n'}, at);
      if (line < 0) {
        break;
      }
      String id =
          new String(stderr, at + end.length, line - at - end.length, StandardCharsets.US_ASCII);
      parts.put(id, java.util.Arrays.copyOfRange(stderr, from, at));
      from = line + 1;
    }
    return parts;
  }

  private byte[] takeDetails(byte[] out, Map<String, String> details) {
    byte[] start = (mark + "=").getBytes(StandardCharsets.US_ASCII);
    byte[] end = (mark + "\n").getBytes(StandardCharsets.US_ASCII);
    int at = find(out, start, 0);
    if (at < 0) {
      return out;
    }
    java.io.ByteArrayOutputStream rest = new java.io.ByteArrayOutputStream();
    int from = 0;
    while (at >= 0) {
      int stop = find(out, end, at + start.length);
      if (stop < 0) {
        break;
      }
      rest.write(out, from, at - from);
      String detail = ShellText.decode(out, at + start.length, stop);
      int space = detail.indexOf(' ');
      details.put(detail.substring(0, space), detail.substring(space + 1));
      from = stop + end.length;
      at = find(out, start, from);
    }
    rest.write(out, from, out.length - from);
    return rest.toByteArray();
  }

  /** Where {@code what} starts in {@code bytes} at or after {@code from}; -1 when nowhere. */
  public static int find(byte[] bytes, byte[] what, int from) {
    outer:
    for (int i = from; i <= bytes.length - what.length; i++) {
      for (int j = 0; j < what.length; j++) {
        if (bytes[i + j] != what[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
