package dev.play.galaxy.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version in semantic versioning's order, with any count of numbers and a leading v allowed.
 *
 * @param text as it is written
 * @param numbers trailing zeros taken off
 * @param before identifiers of a pre-release; none for a release
 */
public record ContentVersion(String text, List<BigInteger> numbers, List<String> before)
    implements Comparable<ContentVersion> {
  /** Before all others: of what has none. */
  public static final ContentVersion ZERO =
      new ContentVersion("0", List.of(BigInteger.ZERO), List.of());

  private static final Pattern FORM =
      Pattern.compile(
          "[vV]?(\\d+(?:\\.\\d+)*)(?:-?([A-Za-z][0-9A-Za-z.-]*|(?<=-)[0-9A-Za-z.-]+))?(?:\\+.*)?");

  public ContentVersion {
    numbers = List.copyOf(numbers);
    before = List.copyOf(before);
  }

  /** Empty for what is no version, for example a branch. */
  public static Optional<ContentVersion> parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      return Optional.empty();
    }
    List<BigInteger> numbers = new ArrayList<>();
    for (String number : m.group(1).split("\\.")) {
      numbers.add(new BigInteger(number));
    }
    while (numbers.size() > 1 && numbers.getLast().signum() == 0) {
      numbers.removeLast();
    }
    List<String> before = m.group(2) == null ? List.of() : List.of(m.group(2).split("\\."));
    return Optional.of(new ContentVersion(text.strip(), numbers, before));
  }

  public boolean isRelease() {
    return before.isEmpty();
  }

  @Override
  public int compareTo(ContentVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = number(i).compareTo(other.number(i));
      if (order != 0) {
        return order;
      }
    }
    if (before.isEmpty() || other.before.isEmpty()) {
      return Boolean.compare(before.isEmpty(), other.before.isEmpty());
    }
    for (int i = 0; i < Math.min(before.size(), other.before.size()); i++) {
      int order = identifiers(before.get(i), other.before.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(before.size(), other.before.size());
  }

  private BigInteger number(int at) {
    return at < numbers.size() ? numbers.get(at) : BigInteger.ZERO;
  }

  /** Numbers come before words (semver.org, item 11). */
  private static int identifiers(String a, String b) {
    boolean first = a.matches("\\d+");
    boolean second = b.matches("\\d+");
    if (first && second) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return first == second ? a.compareTo(b) : first ? -1 : 1;
  }

  /** Whether both stand at the same place in the order. */
  public boolean isSame(ContentVersion other) {
    return compareTo(other) == 0;
  }

  @Override
  public String toString() {
    return text;
  }
}
