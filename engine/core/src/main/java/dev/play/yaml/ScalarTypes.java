package dev.play.yaml;

import dev.play.value.Value;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What plain scalars mean by YAML 1.1's rules (yaml.org/type), read as PyYAML reads them. */
public final class ScalarTypes {
  private static final Pattern INT =
      Pattern.compile("[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*(?::[0-5]?[0-9])*)");

  /** An exponent needs its sign: {@code 1.0e3} is text. */
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*");

  private ScalarTypes() {}

  /** A plain scalar as the value that it means. */
  public static Value typed(String text) {
    if (text.isEmpty()) {
      return Value.NONE;
    }
    return switch (text) {
      case "~", "null", "Null", "NULL" -> Value.NONE;
      case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> Value.TRUE;
      case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> Value.FALSE;
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" ->
          new Value.Real(Double.POSITIVE_INFINITY);
      case "-.inf", "-.Inf", "-.INF" -> new Value.Real(Double.NEGATIVE_INFINITY);
      case ".nan", ".NaN", ".NAN" -> new Value.Real(Double.NaN);
      default -> number(text);
    };
  }

  private static Value number(String text) {
    char first = text.charAt(0);
    if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
      return new Value.Text(text);
    }
    if (INT.matcher(text).matches()) {
      return integer(text);
    }
    if (FLOAT.matcher(text).matches()) {
      return real(text);
    }
    return new Value.Text(text);
  }

  /** {@code !!int}. */
  static Value integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    try {
      BigInteger number = magnitude(digits);
      number = negative ? number.negate() : number;
      return number.bitLength() < 64 ? new Value.Int(number.longValue()) : new Value.BigInt(number);
    } catch (NumberFormatException e) {
      // 0x_ and the like: no digits left. What cannot be a number is text.
      return new Value.Text(text);
    }
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.length() > 1 && digits.startsWith("0")) {
      return new BigInteger(digits, 8);
    }
    BigInteger number = BigInteger.ZERO;
    for (String part : digits.split(":")) {
      number = number.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return number;
  }

  /** {@code !!float}. */
  static Value real(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    try {
      double number = 0;
      for (String part : digits.split(":")) {
        number = number * 60 + Double.parseDouble(part);
      }
      return new Value.Real(negative ? -number : number);
    } catch (NumberFormatException e) {
      return new Value.Text(text);
    }
  }
}
