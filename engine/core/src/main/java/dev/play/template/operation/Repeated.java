package dev.play.template.operation;

import dev.play.template.EvaluationException;
import java.math.BigInteger;

/** Repetitions and widths, within what a controller can hold. */
public final class Repeated {
  /** Characters of a text, items of a list, bits of a number. */
  private static final int LONGEST = 64 * 1024 * 1024;

  /** Digits behind the point. */
  static final int FINEST = 100_000;

  private Repeated() {}

  /**
   * A text so many times; a number below zero is none.
   *
   * @throws EvaluationException when it would be too long
   */
  public static String text(String text, long times) {
    check(Math.max(1, text.length()), times);
    return text.repeat((int) Math.max(0, times));
  }

  /** Sees to it that so many things, so many times, are not too many. */
  static void check(int size, long times) {
    if (times > LONGEST / Math.max(1, size)) {
      throw EvaluationException.of("the result of * would be too large");
    }
  }

  /** The width that a format asks for. */
  static int width(String digits) {
    return within(digits, LONGEST);
  }

  /** The same, given as a value; below zero it means the left side. */
  static int width(BigInteger asked) {
    if (asked.bitLength() > 31 || Math.abs((long) asked.intValue()) > LONGEST) {
      throw EvaluationException.of("a format cannot ask for " + asked + " characters");
    }
    return asked.intValue();
  }

  /** The precision that a format asks for. */
  static int precision(String digits) {
    return within(digits, FINEST);
  }

  private static int within(String digits, int most) {
    if (digits.length() > 9 || Integer.parseInt(digits) > most) {
      throw EvaluationException.of("a format cannot ask for " + digits + " characters");
    }
    return Integer.parseInt(digits);
  }
}
