package dev.play.template.syntax;

import dev.play.template.syntax.Expr.Place;
import dev.play.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Statements that use other templates: include, import, from. */
final class ReferenceParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  ReferenceParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Node include(Place at) {
    Expr template = expressions.expression();
    boolean ignoreMissing = false;
    if (tokens.peek().name("ignore") && tokens.peek(1).name("missing")) {
      tokens.next();
      tokens.next();
      ignoreMissing = true;
    }
    return new Node.Include(template, ignoreMissing, context(true), at);
  }

  private boolean context(boolean otherwise) {
    Token token = tokens.peek();
    if ((token.name("with") || token.name("without")) && tokens.peek(1).name("context")) {
      tokens.next();
      tokens.next();
      return token.name("with");
    }
    return otherwise;
  }

  Node importAs(Place at) {
    Expr template = expressions.expression();
    tokens.expectName("as");
    String name = tokens.expect(Kind.NAME, "a name").text();
    return new Node.Import(template, name, context(false), at);
  }

  Node from(Place at) {
    Expr template = expressions.expression();
    tokens.expectName("import");
    List<Node.Alias> names = new ArrayList<>();
    boolean withContext = false;
    while (tokens.peek().is(Kind.NAME)) {
      Token next = tokens.peek();
      if ((next.name("with") || next.name("without")) && tokens.peek(1).name("context")) {
        withContext = context(false);
        break;
      }
      String name = tokens.next().text();
      String as = tokens.takeName("as") ? tokens.expect(Kind.NAME, "a name").text() : name;
      names.add(new Node.Alias(name, as));
      if (!tokens.takeOperator(",")) {
        withContext = context(false);
        break;
      }
    }
    if (names.isEmpty()) {
      throw tokens.unexpected("names to import");
    }
    return new Node.FromImport(template, names, withContext, at);
  }
}
