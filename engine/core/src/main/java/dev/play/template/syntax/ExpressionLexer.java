package dev.play.template.syntax;

import dev.play.template.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits what stands inside a tag, or a bare expression, into tokens. */
final class ExpressionLexer {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<float>(?:[0-9]+_)*[0-9]+(?:(?:\\.(?:[0-9]+_)*[0-9]+)?[eE][+-]?(?:[0-9]+_)*[0-9]+"
              + "|\\.(?:[0-9]+_)*[0-9]+))"
              + "|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[0-9](?:_?[0-9])*");
  private static final Pattern OPERATOR =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

  /**
   * How a tag ends.
   *
   * @param delimiter its closing delimiter; empty where there is none
   * @param block whether {@code +} in front of the delimiter is a whitespace mark
   * @param trim whether one newline behind the delimiter belongs to it
   * @param line whether the end of the line ends it
   */
  record Ending(String delimiter, boolean block, boolean trim, boolean line) {
    static Ending none() {
      return new Ending("", false, false, false);
    }
  }

  private final String source;
  private final List<Token> tokens;
  private final boolean literalBackslashes;
  private final Deque<Token> open = new ArrayDeque<>();

  ExpressionLexer(String source, List<Token> tokens, boolean literalBackslashes) {
    this.source = source;
    this.tokens = tokens;
    this.literalBackslashes = literalBackslashes;
  }

  /** Reads up to and with the end of the tag; gives the offset behind it. */
  int run(int from, Ending ending) {
    int at = from;
    while (true) {
      if (open.isEmpty()) {
        int end = ending.line ? lineEnd(at) : -1;
        if (end >= 0) {
          return end;
        }
        at = skipSpace(source, at);
        end = ending.delimiter.isEmpty() ? -1 : end(at, ending);
        if (end >= 0) {
          return end;
        }
      }
      at = skipSpace(source, at);
      if (at >= source.length()) {
        return atEnd(from, ending);
      }
      at = token(at);
    }
  }

  private int atEnd(int from, Ending ending) {
    if (!open.isEmpty()) {
      Token bracket = open.peek();
      throw new SyntaxException("'" + bracket.text() + "' is not closed", bracket);
    }
    if (!ending.delimiter.isEmpty()) {
      throw new SyntaxException(
          "'" + ending.delimiter + "' is missing", from, 1, Optional.of("close the tag"));
    }
    return source.length();
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < source.length() && Blanks.isBlank(source.charAt(i))) {
      if (source.charAt(i) == '\n') {
        return i + 1;
      }
      i++;
    }
    return i >= source.length() ? i : -1;
  }

  private int end(int at, Ending ending) {
    if (source.startsWith(ending.delimiter, at)) {
      int behind = at + ending.delimiter.length();
      return ending.trim && source.startsWith("\n", behind) ? behind + 1 : behind;
    }
    if (source.startsWith(ending.delimiter, at + 1) && at + 1 <= source.length()) {
      if (source.charAt(at) == '-') {
        return skipSpace(source, at + 1 + ending.delimiter.length());
      }
      if (source.charAt(at) == '+' && ending.block) {
        return at + 1 + ending.delimiter.length();
      }
    }
    return -1;
  }

  static int skipSpace(String source, int from) {
    int i = from;
    while (i < source.length() && Blanks.isBlank(source.charAt(i))) {
      i++;
    }
    return i;
  }

  private int token(int at) {
    char c = source.charAt(at);
    if (c == '\'' || c == '"') {
      return string(at, c);
    }
    if (c >= '0' && c <= '9') {
      return number(at);
    }
    if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      int end = at + 1;
      while (end < source.length() && Character.isUnicodeIdentifierPart(source.charAt(end))) {
        end++;
      }
      return add(Kind.NAME, source.substring(at, end), at, end);
    }
    return operator(at);
  }

  private int add(Kind kind, String text, int from, int to) {
    tokens.add(new Token(kind, text, from, to - from));
    return to;
  }

  private int number(int at) {
    boolean member = !tokens.isEmpty() && tokens.getLast().operator(".");
    if (member) {
      int end = at;
      while (end < source.length() && Character.isDigit(source.charAt(end))) {
        end++;
      }
      return add(Kind.INTEGER, source.substring(at, end), at, end);
    }
    Matcher number = NUMBER.matcher(source).region(at, source.length());
    if (!number.lookingAt()) {
      throw new SyntaxException("this is no number", at, 1, Optional.empty());
    }
    Kind kind = number.group("float") == null ? Kind.INTEGER : Kind.FLOAT;
    return add(kind, number.group().replace("_", ""), at, number.end());
  }

  private int string(int at, char quote) {
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length()) {
      throw new SyntaxException("this string is not closed", at, 1, Optional.of("add " + quote));
    }
    String inside = source.substring(at + 1, end);
    String text = literalBackslashes ? inside : StringLiteral.unescape(inside, at + 1);
    return add(Kind.STRING, text, at, end + 1);
  }

  private int operator(int at) {
    Matcher matcher = OPERATOR.matcher(source).region(at, source.length());
    if (!matcher.lookingAt()) {
      String c = source.substring(at, source.offsetByCodePoints(at, 1));
      throw new SyntaxException("unexpected character '" + c + "'", at, 1, hint(c));
    }
    String text = matcher.group();
    Token token = new Token(Kind.OPERATOR, text, at, text.length());
    switch (text) {
      case "(", "[", "{" -> open.push(token);
      case ")", "]", "}" -> close(token);
      default -> {}
    }
    tokens.add(token);
    return at + text.length();
  }

  private static Optional<String> hint(String c) {
    return switch (c) {
      case "&" -> Optional.of("write `and`");
      case "!" -> Optional.of("write `not`");
      case "?" -> Optional.of("write `A if CONDITION else B`");
      default -> Optional.empty();
    };
  }

  private void close(Token token) {
    Token opening = open.poll();
    String wanted =
        opening == null
            ? ""
            : switch (opening.text()) {
              case "(" -> ")";
              case "[" -> "]";
              default -> "}";
            };
    if (opening == null) {
      throw new SyntaxException("unexpected '" + token.text() + "'", token);
    }
    if (!wanted.equals(token.text())) {
      throw new SyntaxException(
          "unexpected '" + token.text() + "', expected '" + wanted + "'", token);
    }
  }
}
