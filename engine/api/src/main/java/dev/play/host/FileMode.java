package dev.play.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Permissions as asked for: octal ({@code 0644}, {@code 644}, {@code u=rw,g=r,o=r}, {@code u+rwX}).
 * Symbolic modes are relative to what the file has (chmod(1)); {@link #apply} computes the result.
 */
public sealed interface FileMode {
  /** The permission bits, 0 to 07777, given what the file has now. */
  int apply(int current, boolean directory);

  record Octal(int bits) implements FileMode {
    private static final Pattern WRITTEN = Pattern.compile("(0o)?[0-7]{1,5}");

    public Octal {
      if (bits < 0 || bits > 07777) {
        throw new IllegalArgumentException("a mode lies between 0 and 07777");
      }
    }

    @Override
    public int apply(int current, boolean directory) {
      return bits;
    }

    @Override
    public String toString() {
      return String.format("%04o", bits);
    }
  }

  record Symbolic(String text) implements FileMode {
    private static final Pattern WRITTEN =
        Pattern.compile("(a|[ugo]*)([-+=][rwxXstugo]*)+(,(a|[ugo]*)([-+=][rwxXstugo]*)+)*");
    private static final Pattern WHO = Pattern.compile("[ugoa]*");
    private static final Pattern ACTION = Pattern.compile("([-+=])([rwxXstugo]*)");

    @Override
    public int apply(int current, boolean directory) {
      int mode = current;
      for (String clause : text.split(",")) {
        Matcher who = WHO.matcher(clause);
        String whose = who.lookingAt() && !who.group().isEmpty() ? who.group() : "a";
        Matcher action = ACTION.matcher(clause);
        while (action.find()) {
          mode = clause(mode, whose, action.group(1).charAt(0), action.group(2), directory);
        }
      }
      return mode;
    }

    private static int clause(int mode, String who, char op, String perms, boolean directory) {
      int result = mode;
      for (char w : (who.contains("a") ? "ugo" : who).toCharArray()) {
        int shift = w == 'u' ? 6 : w == 'g' ? 3 : 0;
        int bits = 0;
        for (char p : perms.toCharArray()) {
          bits |=
              switch (p) {
                case 'r' -> 4 << shift;
                case 'w' -> 2 << shift;
                case 'x' -> 1 << shift;
                case 'X' -> directory || (mode & 0111) != 0 ? 1 << shift : 0;
                case 's' -> w == 'u' ? 04000 : w == 'g' ? 02000 : 0;
                case 't' -> who.contains("a") || w == 'o' ? 01000 : 0;
                case 'u' -> ((mode >> 6) & 7) << shift;
                case 'g' -> ((mode >> 3) & 7) << shift;
                case 'o' -> (mode & 7) << shift;
                default -> throw new IllegalArgumentException("not a mode: " + p);
              };
        }
        int special = w == 'u' ? 04000 : w == 'g' ? 02000 : who.contains("a") ? 0 : 01000;
        // GNU chmod keeps a directory's set-ID bits under '=' unless they are named.
        int cleared = (7 << shift) | (directory ? 0 : special);
        result =
            switch (op) {
              case '+' -> result | bits;
              case '-' -> result & ~bits;
              default -> (result & ~cleared) | bits;
            };
      }
      return result;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Reads a mode as people write it; empty when it is none. {@code preserve} is the caller's. */
  static Optional<FileMode> parse(String text) {
    String t = text.trim();
    if (Octal.WRITTEN.matcher(t).matches()) {
      int bits = Integer.parseInt(t.startsWith("0o") ? t.substring(2) : t, 8);
      return bits > 07777 ? Optional.empty() : Optional.of(new Octal(bits));
    }
    if (Symbolic.WRITTEN.matcher(t).matches()) {
      return Optional.of(new Symbolic(t));
    }
    return Optional.empty();
  }
}
