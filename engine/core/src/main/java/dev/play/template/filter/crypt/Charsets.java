package dev.play.template.filter.crypt;

import java.util.Locale;

/** Names of encodings. */
public final class Charsets {
  private Charsets() {}

  /** Java's name for an encoding that Python knows by this one: latin-1, utf_8, utf-16-le. */
  public static String java(String python) {
    String name = python.toLowerCase(Locale.ROOT).replace('_', '-');
    if (name.matches("latin-?\\d+")) {
      return name.replace("-", "");
    }
    return name.matches("utf-?(16|32)-?(le|be)")
        ? name.replaceAll("utf-?(16|32)-?(le|be)", "utf-$1$2")
        : name;
  }
}
