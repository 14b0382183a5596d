package dev.play.modules.system.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of authorised keys (sshd(8), AUTHORIZED_KEYS FILE FORMAT). Lines that are no keys are
 * kept.
 */
public record KeyFile(List<String> lines) {
  /**
   * One key.
   *
   * @param options before the type, empty for none
   */
  public record Key(String options, String type, String body, String comment) {
    private static final String WORD = "(?:[^\\s\"]|\"(?:\\\\.|[^\"\\\\\n])*\")+";
    private static final Pattern OPTIONS = Pattern.compile("(?:" + WORD + ")?");
    private static final Pattern LINE =
        Pattern.compile(
            ("(?:(" + WORD + ")\\s+)??")
                + "((?:sk-)?(?:ssh|ecdsa)-[A-Za-z0-9@.-]+)\\s+([A-Za-z0-9+/=]+)(?:\\s+(.*))?");

    /** Reads a line; empty when it is no key. */
    public static Optional<Key> read(String line) {
      Matcher m = LINE.matcher(line.strip());
      return m.matches()
          ? Optional.of(new Key(orEmpty(m.group(1)), m.group(2), m.group(3), orEmpty(m.group(4))))
          : Optional.empty();
    }

    /**
     * What stands before a key is one word.
     *
     * @throws IllegalArgumentException where more than that word would come of it
     */
    public static void requireOptions(String text) {
      if (!OPTIONS.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "key_options are one word, with blanks only in double quotes: '" + text + "'");
      }
    }

    /**
     * What stands behind a key ends with the line.
     *
     * @throws IllegalArgumentException where it would not
     */
    public static void requireComment(String text) {
      if (text.contains("\n") || text.contains("\r")) {
        throw new IllegalArgumentException("a key's comment must be a single line");
      }
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
      return text == null ? "" : text;
    }

    /** The same key with other options. */
    public Key withOptions(String other) {
      return new Key(other, type, body, comment);
    }

    /** The same key with another comment. */
    public Key withComment(String other) {
      return new Key(options, type, body, other);
    }

    boolean isSameAs(Key other) {
      return type.equals(other.type) && body.equals(other.body);
    }

    String line() {
      return (options.isEmpty() ? "" : options + " ")
          + type
          + " "
          + body
          + (comment.isEmpty() ? "" : " " + comment);
    }
  }

  public KeyFile {
    lines = List.copyOf(lines);
  }

  /** From a file's text. */
  public static KeyFile read(String text) {
    return new KeyFile(text.isEmpty() ? List.of() : List.of(text.split("\n")));
  }

  public String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** With these keys: those that are there are brought up to date in their place. */
  public KeyFile with(List<Key> keys) {
    List<String> out = new ArrayList<>(lines);
    for (Key key : keys) {
      int at = find(out, key);
      if (at < 0) {
        out.add(key.line());
      } else if (!Key.read(out.get(at)).equals(Optional.of(key))) {
        out.set(at, key.line());
      }
    }
    return new KeyFile(out);
  }

  /** Without these keys. */
  public KeyFile without(List<Key> keys) {
    List<String> out = new ArrayList<>(lines);
    keys.forEach(key -> out.removeIf(l -> Key.read(l).map(k -> k.isSameAs(key)).orElse(false)));
    return new KeyFile(out);
  }

  /** With these keys and no others; comments of the file are kept. */
  public KeyFile only(List<Key> keys) {
    List<String> out = new ArrayList<>(lines);
    out.removeIf(
        l ->
            Key.read(l)
                .map(k -> keys.stream().noneMatch(wanted -> wanted.isSameAs(k)))
                .orElse(false));
    return new KeyFile(out).with(keys);
  }

  private static int find(List<String> lines, Key key) {
    for (int i = 0; i < lines.size(); i++) {
      if (Key.read(lines.get(i)).map(k -> k.isSameAs(key)).orElse(false)) {
        return i;
      }
    }
    return -1;
  }
}
