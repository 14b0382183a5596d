package dev.play.transport.ssh.config;

/** Patterns of ssh_config(5) and known_hosts: {@code *} and {@code ?}. */
public final class HostPattern {
  private HostPattern() {}

  /** Whether the whole of {@code text} matches; iterative, so that no pattern is expensive. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : '\0';
      if (p < pattern.length() && wanted == '*') {
        star = p++;
        retry = t;
      } else if (p < pattern.length()
          && (wanted == '?'
              || Character.toLowerCase(wanted) == Character.toLowerCase(text.charAt(t)))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
