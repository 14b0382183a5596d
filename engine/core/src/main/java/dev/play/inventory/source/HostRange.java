package dev.play.inventory.source;

import dev.play.host.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as an inventory names it, with ranges ({@code web[01:10:2]}, {@code db[a:c]}) and a port
 * ({@code host:2222}, {@code [::1]:22}), made into single hosts.
 *
 * @param port the port behind the name, if there is one
 */
public record HostRange(List<HostName> hosts, Optional<Integer> port) {
  /** More hosts than this from one line are a slip of the pen. */
  private static final int MAX_HOSTS = 1_000_000;

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final Pattern BRACKETED = Pattern.compile("\\[(.+)]:([0-9]+)");
  private static final Pattern PLAIN =
      Pattern.compile("((?:[^:\\[\\]]++|\\[[^\\]]*+])*+):([0-9]+)");

  /** What is wrong with a range; the message is a sentence for the author. */
  public static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message, null, false, false);
    }

    /** What is wrong. */
    public String message() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * @throws Mistake when the ranges make no sense
   */
  public static HostRange parse(String text) {
    Matcher port = BRACKETED.matcher(text);
    if (!port.matches()) {
      port = PLAIN.matcher(text);
    }
    if (port.matches()) {
      return new HostRange(expand(port.group(1)), Optional.of(portNumber(port.group(2))));
    }
    if (text.endsWith(":")) {
      throw new Mistake("a host name cannot end in ':', which is for a port");
    }
    return new HostRange(expand(text), Optional.empty());
  }

  private static int portNumber(String digits) {
    int number = digits.length() > 5 ? -1 : Integer.parseInt(digits);
    if (number < 1 || number > 65535) {
      throw new Mistake("a port lies between 1 and 65535, not " + digits);
    }
    return number;
  }

  private static List<HostName> expand(String text) {
    List<String> names = List.of("");
    String rest = text;
    for (Span range = Span.of(rest); range.found(); range = Span.of(rest)) {
      String before = rest.substring(0, range.open());
      List<String> parts = range(rest.substring(range.open() + 1, range.close()));
      if ((long) names.size() * parts.size() > MAX_HOSTS) {
        throw new Mistake("this range gives more than " + MAX_HOSTS + " hosts");
      }
      names =
          names.stream().flatMap(head -> parts.stream().map(part -> head + before + part)).toList();
      rest = rest.substring(range.close() + 1);
    }
    String tail = rest;
    if (names.stream().anyMatch(head -> head.isBlank() && tail.isBlank())) {
      throw new Mistake("a host needs a name");
    }
    return names.stream().map(head -> new HostName(head + tail)).toList();
  }

  /** Where a text's first range stands. */
  private record Span(int open, int close, int colon) {
    static Span of(String text) {
      int open = text.indexOf('[');
      int from = Math.max(0, open);
      return new Span(open, text.indexOf(']', from), text.indexOf(':', from));
    }

    boolean found() {
      return open >= 0 && colon >= open && close >= colon;
    }
  }

  private static List<String> range(String text) {
    String[] bounds = text.split(":", -1);
    if (bounds.length > 3) {
      throw new Mistake("a range is [FROM:TO] or [FROM:TO:STEP], not [" + text + "]");
    }
    String from = bounds[0].isEmpty() ? "0" : bounds[0];
    String to = bounds[1];
    if (to.isEmpty()) {
      throw new Mistake("host range must specify end value: [" + text + "]");
    }
    int step = bounds.length == 3 ? number(bounds[2], text) : 1;
    if (step < 1) {
      throw new Mistake("the step of the range [" + text + "] must be 1 or more");
    }
    if (from.length() == 1 && to.length() == 1 && LETTERS.contains(from) && LETTERS.contains(to)) {
      return letters(LETTERS.indexOf(from), LETTERS.indexOf(to), step, text);
    }
    return numbers(from, to, step, text);
  }

  private static List<String> letters(int from, int to, int step, String text) {
    backwards(from, to, text);
    List<String> out = new ArrayList<>();
    for (int i = from; i <= to; i += step) {
      out.add(LETTERS.substring(i, i + 1));
    }
    return out;
  }

  private static List<String> numbers(String from, String to, int step, String text) {
    boolean padded = from.length() > 1 && from.startsWith("0");
    if (padded && from.length() != to.length()) {
      throw new Mistake(
          "both ends of the range [" + text + "] must have the same number of digits");
    }
    int first = number(from, text);
    int last = number(to, text);
    backwards(first, last, text);
    if ((last - (long) first) / step > MAX_HOSTS) {
      throw new Mistake("the range [" + text + "] gives more than " + MAX_HOSTS + " hosts");
    }
    List<String> out = new ArrayList<>();
    for (long i = first; i <= last; i += step) {
      String digits = Long.toString(i);
      out.add(padded ? "0".repeat(Math.max(0, from.length() - digits.length())) + digits : digits);
    }
    return out;
  }

  private static void backwards(int from, int to, String text) {
    if (from > to) {
      throw new Mistake("the range [" + text + "] runs backwards");
    }
  }

  private static int number(String digits, String text) {
    if (!digits.matches("[0-9]{1,9}")) {
      throw new Mistake("'" + digits + "' in the range [" + text + "] is no number");
    }
    return Integer.parseInt(digits);
  }
}
