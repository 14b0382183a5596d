package dev.play.template.syntax;

import dev.play.template.syntax.Token.Kind;
import java.util.List;
import java.util.Optional;

/** The way in: from text to tree. */
public final class Parser {
  private Parser() {}

  /**
   * A bare expression.
   *
   * @throws SyntaxException when it does not parse
   */
  public static Expr expression(String source) {
    int braces = source.indexOf("{{");
    if (braces >= 0 && source.substring(0, braces).isBlank()) {
      throw new SyntaxException(
          "an expression is written without {{ }}",
          braces,
          2,
          Optional.of("write the variable's name alone"));
    }
    Tokens tokens = new Tokens(Lexer.expression(source));
    Expr value = new ExpressionParser(tokens).tuple(true);
    if (!tokens.peek().is(Kind.END)) {
      throw trailing(tokens);
    }
    return value;
  }

  private static SyntaxException trailing(Tokens tokens) {
    Token token = tokens.peek();
    return token.operator("{") || token.operator("}")
        ? new SyntaxException(
            "unexpected '" + token.text() + "'", token, "conditions are written without {{ }}")
        : tokens.unexpected("an operator or the end");
  }

  /**
   * A template. Line breaks are read as {@code \n} whatever they are; offsets count in the text so
   * normalised, see {@link #normalised}.
   *
   * @throws SyntaxException when it does not parse
   */
  public static List<Node> template(String normalised, LexerOptions options) {
    return new TemplateParser(new Tokens(Lexer.tokens(normalised, options))).template();
  }

  /** The text with {@code \n} as its only line break, and the last one cut off when so asked. */
  public static String normalised(String source, boolean keepTrailingNewline) {
    String text =
        source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
    return !keepTrailingNewline && text.endsWith("\n")
        ? text.substring(0, text.length() - 1)
        : text;
  }
}
