package dev.play.template.operation;

import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a text as a Python literal, as Ansible's INI inventories do for values: numbers, quoted
 * text, {@code True}, {@code False}, {@code None}, lists, tuples, sets and dictionaries, with
 * Python's comments. Anything else is no literal. (Grammar: docs.python.org, ast.literal_eval.)
 */
public final class PythonLiteral {
  private static final int MAX_DEPTH = 100;

  private final String text;
  private final boolean jsonNames;
  private int at;
  private int depth;

  private PythonLiteral(String text, boolean jsonNames) {
    this.text = text;
    this.jsonNames = jsonNames;
  }

  /** The literal's value; empty when the text is none. */
  public static Optional<Value> read(String text) {
    return read(new PythonLiteral(text, false), text);
  }

  /** The same where {@code true}, {@code false} and {@code null} are literals too. */
  public static Optional<Value> readWithJsonNames(String text) {
    return read(new PythonLiteral(text, true), text);
  }

  private static Optional<Value> read(PythonLiteral reader, String text) {
    try {
      Value value = reader.tupleOrOne();
      reader.blanks(true);
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotALiteral e) {
      return Optional.empty();
    }
  }

  private static final class NotALiteral extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotALiteral() {
      super(null, null, false, false);
    }
  }

  private Value tupleOrOne() {
    Value first = value();
    if (!take(',')) {
      return first;
    }
    List<Value> items = new ArrayList<>(List.of(first));
    blanks(false);
    while (at < text.length()) {
      items.add(value());
      if (!take(',')) {
        break;
      }
      blanks(false);
    }
    return new Value.Sequence(items);
  }

  private Value value() {
    blanks(depth > 0);
    if (at >= text.length() || depth > MAX_DEPTH) {
      throw new NotALiteral();
    }
    char c = text.charAt(at);
    return switch (c) {
      case '[' -> new Value.Sequence(items(']'));
      case '(' -> parenthesised();
      case '{' -> dictOrSet();
      case '\'', '"' -> strings();
      default -> c == '-' || c == '+' || c == '.' || digit(c) ? number() : word();
    };
  }

  private List<Value> items(char end) {
    at++;
    depth++;
    List<Value> items = new ArrayList<>();
    while (!take(end)) {
      items.add(value());
      if (!take(',')) {
        require(end);
        break;
      }
    }
    depth--;
    return items;
  }

  private Value parenthesised() {
    at++;
    depth++;
    if (take(')')) {
      depth--;
      return Value.EMPTY_SEQUENCE;
    }
    Value first = value();
    if (take(')')) {
      depth--;
      return first;
    }
    require(',');
    at--;
    List<Value> items = new ArrayList<>(List.of(first));
    items.addAll(items(')'));
    depth--;
    return new Value.Sequence(items);
  }

  private Value dictOrSet() {
    at++;
    depth++;
    Map<Value, Value> entries = new LinkedHashMap<>();
    List<Value> items = new ArrayList<>();
    while (!take('}')) {
      Value key = value();
      if (key instanceof Value.Dict || key instanceof Value.Sequence) {
        throw new NotALiteral(); // not hashable
      }
      if (items.isEmpty() && take(':')) {
        entries.put(key, value());
      } else if (entries.isEmpty()) {
        items.add(key);
      } else {
        throw new NotALiteral();
      }
      if (!take(',')) {
        require('}');
        break;
      }
    }
    depth--;
    return items.isEmpty() ? new Value.Dict(entries) : new Value.Sequence(items);
  }

  private Value strings() {
    StringBuilder out = new StringBuilder();
    while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      string(out);
      blanks(depth > 0);
    }
    return new Value.Text(out.toString());
  }

  private void string(StringBuilder out) {
    char quote = text.charAt(at++);
    while (true) {
      if (at >= text.length()) {
        throw new NotALiteral();
      }
      char c = text.charAt(at++);
      if (c == quote) {
        return;
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
  }

  private void escape(StringBuilder out) {
    if (at >= text.length()) {
      throw new NotALiteral();
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'v' -> out.append('\u000b');
      case '\\', '\'', '"' -> out.append(c);
      case 'x' -> out.appendCodePoint(hex(2));
      case 'u' -> out.appendCodePoint(hex(4));
      case 'U' -> out.appendCodePoint(hex(8));
      default -> {
        if (c >= '0' && c <= '7') {
          at--;
          int end = at;
          while (end < text.length()
              && end < at + 3
              && text.charAt(end) >= '0'
              && text.charAt(end) <= '7') {
            end++;
          }
          out.appendCodePoint(Integer.parseInt(text.substring(at, end), 8));
          at = end;
        } else {
          out.append('\\').append(c);
        }
      }
    }
  }

  private int hex(int digits) {
    if (at + digits > text.length()) {
      throw new NotALiteral();
    }
    try {
      int code = Integer.parseUnsignedInt(text.substring(at, at + digits), 16);
      at += digits;
      if (!Character.isValidCodePoint(code)) {
        throw new NotALiteral();
      }
      return code;
    } catch (NumberFormatException e) {
      throw new NotALiteral();
    }
  }

  private Value word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (jsonNames && word.matches("true|false|null")) {
      return word.equals("null") ? Value.NONE : Value.of(word.equals("true"));
    }
    return switch (word) {
      case "True" -> Value.TRUE;
      case "False" -> Value.FALSE;
      case "None" -> Value.NONE;
      default -> throw new NotALiteral();
    };
  }

  private Value number() {
    int start = at;
    boolean negative = false;
    if (text.charAt(at) == '-' || text.charAt(at) == '+') {
      negative = text.charAt(at++) == '-';
    }
    int digits = at;
    while (at < text.length() && numberPart(digits)) {
      at++;
    }
    String body = text.substring(digits, at);
    if (start != digits && body.isEmpty()) {
      throw new NotALiteral();
    }
    return numeric(body, negative);
  }

  private boolean numberPart(int start) {
    char c = text.charAt(at);
    boolean exponentSign =
        (c == '-' || c == '+')
            && at > start
            && "eE".indexOf(text.charAt(at - 1)) >= 0
            && !text.startsWith("0x", start)
            && !text.startsWith("0X", start);
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || exponentSign;
  }

  private static Value numeric(String body, boolean negative) {
    if (body.startsWith("_") || body.endsWith("_") || body.contains("__")) {
      throw new NotALiteral();
    }
    String plain = body.replace("_", "");
    try {
      if (plain.matches("0[xX][0-9a-fA-F]+")) {
        return integer(new BigInteger(plain.substring(2), 16), negative);
      }
      if (plain.matches("0[oO][0-7]+")) {
        return integer(new BigInteger(plain.substring(2), 8), negative);
      }
      if (plain.matches("0[bB][01]+")) {
        return integer(new BigInteger(plain.substring(2), 2), negative);
      }
      if (plain.matches("0+|[1-9][0-9]*")) {
        return integer(new BigInteger(plain), negative);
      }
      if (plain.matches("([0-9]+\\.[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+")) {
        double real = Double.parseDouble(plain);
        return new Value.Real(negative ? -real : real);
      }
    } catch (NumberFormatException e) {
      throw new NotALiteral();
    }
    throw new NotALiteral();
  }

  private static Value integer(BigInteger magnitude, boolean negative) {
    return Value.ofJava(negative ? magnitude.negate() : magnitude);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private void blanks(boolean newlines) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || (newlines && (c == '\n' || c == '\r'))) {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean take(char wanted) {
    blanks(depth > 0);
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void require(char wanted) {
    if (!take(wanted)) {
      throw new NotALiteral();
    }
  }
}
