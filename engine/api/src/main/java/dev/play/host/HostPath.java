package dev.play.host;

/**
 * A path on a host: absolute or relative to the login directory, {@code /}-separated, without NUL.
 * Trailing slashes are kept by {@link #text} (they mean something to copy) but ignored by {@link
 * #parent}, {@link #name} and equality of {@link #normal}. A leading {@code ~} is expanded by the
 * host when the path is used.
 */
public record HostPath(String text) implements Comparable<HostPath> {
  public HostPath {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a path cannot be empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a path cannot hold a NUL character");
    }
  }

  public static HostPath of(String text) {
    return new HostPath(text);
  }

  public boolean isAbsolute() {
    return text.startsWith("/");
  }

  public boolean endsWithSlash() {
    return text.length() > 1 && text.endsWith("/");
  }

  /**
   * Without doubled and trailing slashes and without {@code .} parts; {@code ..} is kept (links).
   */
  public HostPath normal() {
    if (isNormal()) {
      return this;
    }
    StringBuilder out = new StringBuilder();
    for (String part : text.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        out.append(out.isEmpty() && !isAbsolute() ? "" : "/").append(part);
      }
    }
    if (out.isEmpty()) {
      return new HostPath(isAbsolute() ? "/" : ".");
    }
    return out.length() == text.length() ? this : new HostPath(out.toString());
  }

  /** Most are: told in one pass, since every question about a file asks for it. */
  private boolean isNormal() {
    int length = text.length();
    int part = 0;
    for (int i = 0; i <= length; i++) {
      if (i == length || text.charAt(i) == '/') {
        boolean empty = i == part && (i > 0 || length == 0);
        if (empty || (i - part == 1 && text.charAt(part) == '.')) {
          return false;
        }
        part = i + 1;
      }
    }
    return true;
  }

  /** The directory that holds it; the root and bare names give themselves and {@code .}. */
  public HostPath parent() {
    String normal = normal().text;
    int slash = normal.lastIndexOf('/');
    if (slash < 0) {
      return new HostPath(".");
    }
    return slash == 0 ? new HostPath("/") : new HostPath(normal.substring(0, slash));
  }

  /** The last part. */
  public String name() {
    String normal = normal().text;
    return normal.substring(normal.lastIndexOf('/') + 1);
  }

  /** A path below this one. */
  public HostPath child(String relative) {
    String base = normal().text;
    return new HostPath(base.equals("/") ? "/" + relative : base + "/" + relative);
  }

  /** As a command takes it where a leading dash would make it an option. */
  public String operand() {
    return text.startsWith("-") ? "./" + text : text;
  }

  /** Whether it is {@code ancestor} or lies below it, judged by the texts. */
  public boolean isWithin(HostPath ancestor) {
    String own = normal().text;
    String other = ancestor.normal().text;
    return own.equals(other) || other.equals("/") || own.startsWith(other + "/");
  }

  @Override
  public int compareTo(HostPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
