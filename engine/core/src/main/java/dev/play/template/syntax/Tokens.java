package dev.play.template.syntax;

import dev.play.template.syntax.Token.Kind;
import java.util.List;
import java.util.Optional;

/** A cursor over tokens. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean takeOperator(String text) {
    return take(peek().operator(text));
  }

  boolean takeName(String text) {
    return take(peek().name(text));
  }

  private boolean take(boolean fits) {
    if (fits) {
      next();
    }
    return fits;
  }

  Token expect(Kind kind, String what) {
    if (!peek().is(kind)) {
      throw unexpected(what);
    }
    return next();
  }

  Token expectOperator(String text) {
    if (!peek().operator(text)) {
      throw unexpected("'" + text + "'");
    }
    return next();
  }

  void expectName(String text) {
    if (!takeName(text)) {
      throw unexpected("'" + text + "'");
    }
  }

  SyntaxException unexpected(String wanted) {
    Token token = peek();
    String message = "unexpected " + token.described() + ", expected " + wanted;
    Optional<String> hint = token.operator("=") ? Optional.of("compare by ==") : Optional.empty();
    return new SyntaxException(message, token.offset(), token.length(), hint);
  }
}
