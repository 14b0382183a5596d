package dev.play.modules.packages.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of a Python package and its place among others (PEP 440).
 *
 * @param release its numbers, without zeros at the end
 * @param stage before, at or after the release, as numbers that compare
 * @param local what stands after a plus; empty where nothing does
 */
public record PythonVersion(
    BigInteger epoch, List<BigInteger> release, List<BigInteger> stage, String local)
    implements Comparable<PythonVersion> {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
              + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\\d*))?"
              + "(?:-(\\d+)|([-_.]?(?:post|rev|r)[-_.]?(\\d*)))?"
              + "([-_.]?dev[-_.]?(\\d*))?"
              + "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private static final BigInteger LAST = BigInteger.TWO.pow(256);
  private static final BigInteger NONE = BigInteger.ONE.negate();

  public PythonVersion {
    release = List.copyOf(release);
    stage = List.copyOf(stage);
  }

  /** The version, where a text is one. */
  public static Optional<PythonVersion> of(String text) {
    Matcher m = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      return Optional.empty();
    }
    boolean post = m.group(5) != null || m.group(6) != null;
    boolean dev = m.group(8) != null;
    // What is before a release of that number: dev alone, then a, b, rc, then the release itself.
    BigInteger kind = LAST;
    if (m.group(3) != null) {
      kind = BigInteger.valueOf("abr".indexOf(m.group(3).replaceFirst("^[cp]", "r").charAt(0)));
    } else if (dev && !post) {
      kind = NONE;
    }
    List<BigInteger> stage =
        List.of(
            kind,
            number(m.group(4)),
            post ? number(m.group(5) != null ? m.group(5) : m.group(7)) : NONE,
            dev ? number(m.group(9)) : LAST);
    String local = m.group(10) == null ? "" : m.group(10).replaceAll("[-_]", ".");
    return Optional.of(new PythonVersion(number(m.group(1)), trimmed(m.group(2)), stage, local));
  }

  private static BigInteger number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static List<BigInteger> trimmed(String release) {
    List<BigInteger> out = new ArrayList<>();
    for (String part : release.split("\\.")) {
      out.add(new BigInteger(part));
    }
    while (out.size() > 1 && out.getLast().signum() == 0) {
      out.removeLast();
    }
    return out;
  }

  /** Whether it comes before the release of its numbers. */
  boolean isPrerelease() {
    return !stage.get(0).equals(LAST) || !stage.get(3).equals(LAST);
  }

  boolean isPostrelease() {
    return !stage.get(2).equals(NONE);
  }

  PythonVersion withoutLocal() {
    return new PythonVersion(epoch, release, stage, "");
  }

  boolean hasReleaseOf(PythonVersion other) {
    return epoch.equals(other.epoch) && release.equals(other.release);
  }

  /** A number of the release; 0 behind its last. */
  BigInteger number(int at) {
    return at < release.size() ? release.get(at) : BigInteger.ZERO;
  }

  @Override
  public int compareTo(PythonVersion other) {
    int order = epoch.compareTo(other.epoch);
    order = order != 0 ? order : compare(release, other.release, BigInteger.ZERO);
    order = order != 0 ? order : compare(stage, other.stage, BigInteger.ZERO);
    return order != 0 ? order : compareLocal(local, other.local);
  }

  private static int compare(List<BigInteger> one, List<BigInteger> other, BigInteger missing) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      BigInteger a = i < one.size() ? one.get(i) : missing;
      BigInteger b = i < other.size() ? other.get(i) : missing;
      if (!a.equals(b)) {
        return a.compareTo(b);
      }
    }
    return 0;
  }

  /** Numbers come after words, and more parts after fewer. */
  private static int compareLocal(String one, String other) {
    Comparator<String> part =
        Comparator.comparing((String p) -> p.matches("\\d+"))
            .thenComparing(p -> p.matches("\\d+") ? new BigInteger(p) : BigInteger.ZERO)
            .thenComparing(p -> p.matches("\\d+") ? "" : p);
    List<String> a = one.isEmpty() ? List.of() : List.of(one.split("\\."));
    List<String> b = other.isEmpty() ? List.of() : List.of(other.split("\\."));
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = part.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
