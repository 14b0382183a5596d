package dev.play.modules.base.archive;

import dev.play.modules.base.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which entries of an archive are wanted, and under what names.
 *
 * @param include names as in the archive; all when empty
 * @param exclude names or patterns
 * @param options further options of tar or unzip
 */
public record Selection(List<String> include, List<String> exclude, List<String> options) {
  /** What tar is asked for instead of unpacking, as far as it may be shortened. */
  private static final Pattern ONLY_TELLS = Pattern.compile("--(hel?p?|usag?e?|versi?o?n?)|-\\?");

  public Selection {
    for (String option : options) {
      if (ONLY_TELLS.matcher(option).matches()) {
        throw new IllegalArgumentException(
            "extra_opts: with " + option + " the tool tells of itself and unpacks nothing");
      }
    }
    stripped(options);
  }

  /** The options that give entries other names in ways that only tar itself can tell. */
  public boolean renames() {
    return options.stream()
        .anyMatch(o -> o.startsWith("--transform") || o.startsWith("--xform") || o.equals("-s"));
  }

  /** The wanted entries, with the names that they get below the destination. */
  public List<Entry> of(List<Entry> entries) {
    int strip = stripped(options);
    List<Entry> out = new ArrayList<>();
    for (Entry entry : entries) {
      String name = Listing.plain(entry.path());
      if (!included(name) || excluded(name)) {
        continue;
      }
      // tar counts a leading "." as a part of the name.
      String path = entry.path();
      for (int i = 0; i < strip && !path.isEmpty(); i++) {
        int slash = path.indexOf('/');
        path = slash < 0 ? "" : path.substring(slash + 1);
      }
      path = Listing.plain(path);
      if (!path.isEmpty()) {
        out.add(entry.withPath(path));
      }
    }
    return out;
  }

  private static int stripped(List<String> options) {
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i);
      if (option.startsWith("--strip-components=") || option.startsWith("--strip=")) {
        return number(option.substring(option.indexOf('=') + 1));
      }
      if (option.startsWith("--strip-components ")) {
        return number(option.substring("--strip-components ".length()));
      }
      if (option.equals("--strip-components") && i + 1 < options.size()) {
        return number(options.get(i + 1));
      }
    }
    return 0;
  }

  private static int number(String text) {
    try {
      return Integer.parseUnsignedInt(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--strip-components needs a number, not " + text, e);
    }
  }

  private boolean included(String path) {
    return include.isEmpty()
        || include.stream()
            .map(Selection::bare)
            .anyMatch(i -> path.equals(i) || path.startsWith(i + "/") || Glob.matches(i, path));
  }

  private boolean excluded(String path) {
    return exclude.stream().map(Selection::bare).anyMatch(pattern -> unanchored(pattern, path));
  }

  /** As tar excludes: the pattern may start after any slash and covers what lies below. */
  private static boolean unanchored(String pattern, String path) {
    String[] parts = path.split("/");
    for (int from = 0; from < parts.length; from++) {
      StringBuilder piece = new StringBuilder();
      for (int to = from; to < parts.length; to++) {
        piece.append(to == from ? "" : "/").append(parts[to]);
        if (Glob.matches(pattern, piece.toString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String bare(String pattern) {
    String out = pattern.startsWith("./") ? pattern.substring(2) : pattern;
    return out.endsWith("/") ? out.substring(0, out.length() - 1) : out;
  }
}
