package dev.play.modules.system.apt;

import dev.play.module.ModuleFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of a package list as apt-get(8) takes it: {@code name}, {@code name:arch}, {@code
 * name=version}, {@code name/release}; name and version may hold globs.
 */
public record PackageRequest(
    String name, Optional<String> version, Optional<String> minimum, Optional<String> release) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "([a-zA-Z0-9*?\\[][a-zA-Z0-9+.*?\\[\\]:-]*)(?:\\s*(=|>=)\\s*([^\\s=]+)|/([^\\s]+))?");

  /**
   * Reads an entry.
   *
   * @throws ModuleFailure when it is no package name: such a text must never reach apt-get
   */
  public static PackageRequest parse(String text) {
    Matcher m = ENTRY.matcher(text.strip());
    if (!m.matches()) {
      throw new ModuleFailure("not a package name: '" + text + "'");
    }
    Optional<String> version = Optional.ofNullable(m.group(3));
    boolean least = ">=".equals(m.group(2));
    return new PackageRequest(
        m.group(1),
        least ? Optional.empty() : version,
        least ? version : Optional.empty(),
        Optional.ofNullable(m.group(4)));
  }

  public boolean isGlob() {
    return hasWildcard(name);
  }

  /** Whether an installed version is what is asked for. */
  public boolean accepts(String installed) {
    return version.map(v -> glob(v).matcher(installed).matches()).orElse(true);
  }

  /** Whether a package's name fits. */
  public boolean fits(String packageName) {
    return isGlob() ? glob(name).matcher(packageName).matches() : name.equals(packageName);
  }

  /** As apt-get takes it, which knows no minimum. */
  public String argument() {
    return name + version.map(v -> "=" + v).orElse("") + release.map(r -> "/" + r).orElse("");
  }

  static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
  }

  /** fnmatch(3) as a regular expression. */
  private static Pattern glob(String glob) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 1) : -1;
      if (c == '*') {
        out.append(".*");
      } else if (c == '?') {
        out.append('.');
      } else if (close > 0) {
        out.append(glob.substring(i, close + 1).replace("[!", "[^"));
        i = close;
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(out.toString());
  }
}
