package dev.play.modules.containers.compose;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of docker compose, as far as its ways differ by it. */
public record ComposeVersion(int major, int minor, int patch)
    implements Comparable<ComposeVersion> {
  private static final Pattern TEXT = Pattern.compile("v?(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

  /**
   * Reads what {@code docker compose version --short} printed, such as {@code 2.26.1-4} or {@code
   * v2.40.3}; what is no version counts as newer than all known ones.
   */
  public static ComposeVersion read(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? new ComposeVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)))
        : new ComposeVersion(Integer.MAX_VALUE, 0, 0);
  }

  /** Whether it is older than another. */
  public boolean isBefore(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new ComposeVersion(otherMajor, otherMinor, otherPatch)) < 0;
  }

  @Override
  public String toString() {
    return major == Integer.MAX_VALUE ? "of unknown version" : major + "." + minor + "." + patch;
  }

  @Override
  public int compareTo(ComposeVersion other) {
    return Comparator.comparingInt(ComposeVersion::major)
        .thenComparingInt(ComposeVersion::minor)
        .thenComparingInt(ComposeVersion::patch)
        .compare(this, other);
  }
}
