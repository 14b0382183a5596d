package dev.play.template.syntax;

import static dev.play.template.syntax.ExpressionParser.place;

import dev.play.template.syntax.Expr.Place;
import dev.play.template.syntax.Token.Kind;
import dev.play.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Literals, names, displays, and what may stand behind them: members, subscripts, calls. */
final class PrimaryParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  PrimaryParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expr primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NAME -> name(tokens.next());
      case STRING -> string();
      case INTEGER -> new Expr.Literal(integer(tokens.next().text()), place(token));
      case FLOAT -> {
        tokens.next();
        yield new Expr.Literal(new Value.Real(Double.parseDouble(token.text())), place(token));
      }
      case OPERATOR ->
          switch (token.text()) {
            case "(" -> parenthesised();
            case "[" -> list();
            case "{" -> dict();
            default -> throw tokens.unexpected("an expression");
          };
      case DATA, VARIABLE_BEGIN, VARIABLE_END, BLOCK_BEGIN, BLOCK_END, END ->
          throw tokens.unexpected("an expression");
    };
  }

  private static Expr name(Token token) {
    return switch (token.text()) {
      case "true", "True" -> new Expr.Literal(Value.TRUE, place(token));
      case "false", "False" -> new Expr.Literal(Value.FALSE, place(token));
      case "none", "None" -> new Expr.Literal(Value.NONE, place(token));
      default -> new Expr.Name(token.text(), place(token));
    };
  }

  private Expr string() {
    Token first = tokens.next();
    StringBuilder text = new StringBuilder(first.text());
    while (tokens.peek().is(Kind.STRING)) {
      text.append(tokens.next().text());
    }
    return new Expr.Literal(new Value.Text(text.toString()), place(first));
  }

  static Value integer(String text) {
    int radix =
        text.length() < 2
            ? 10
            : switch (Character.toLowerCase(text.charAt(1))) {
              case 'x' -> 16;
              case 'o' -> 8;
              case 'b' -> 2;
              default -> 10;
            };
    return Value.ofJava(new BigInteger(radix == 10 ? text : text.substring(2), radix));
  }

  private Expr parenthesised() {
    Token open = tokens.next();
    if (tokens.takeOperator(")")) {
      return new Expr.TupleOf(List.of(), place(open));
    }
    Expr inside = expressions.tuple(true);
    tokens.expectOperator(")");
    return inside;
  }

  private Expr list() {
    Token open = tokens.next();
    List<Expr> items = new ArrayList<>();
    while (!tokens.peek().operator("]")) {
      items.add(expressions.expression());
      if (!tokens.peek().operator("]")) {
        tokens.expectOperator(",");
      }
    }
    tokens.next();
    return new Expr.ListOf(items, place(open));
  }

  private Expr dict() {
    Token open = tokens.next();
    List<Expr> keys = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (!tokens.peek().operator("}")) {
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
      if (!tokens.peek().operator("}")) {
        tokens.expectOperator(",");
      }
    }
    tokens.next();
    return new Expr.DictOf(keys, values, place(open));
  }

  Expr postfix(Expr start) {
    Expr value = start;
    while (true) {
      Token token = tokens.peek();
      if (token.operator(".")) {
        value = member(value);
      } else if (token.operator("[")) {
        value = subscript(value);
      } else if (token.operator("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expr member(Expr of) {
    tokens.next();
    Token name = tokens.next();
    return switch (name.kind()) {
      case NAME -> new Expr.Member(of, new Value.Text(name.text()), place(name));
      case INTEGER ->
          new Expr.Index(of, new Expr.Literal(integer(name.text()), place(name)), place(name));
      case STRING,
          FLOAT,
          OPERATOR,
          DATA,
          VARIABLE_BEGIN,
          VARIABLE_END,
          BLOCK_BEGIN,
          BLOCK_END,
          END ->
          throw new SyntaxException("expected a name or number behind '.'", name);
    };
  }

  private Expr subscript(Expr of) {
    Token open = tokens.next();
    Place at = place(open);
    Optional<Expr> start =
        tokens.peek().operator(":") ? Optional.empty() : Optional.of(expressions.expression());
    if (start.isPresent() && !tokens.peek().operator(":")) {
      tokens.expectOperator("]");
      return new Expr.Index(of, start.get(), at);
    }
    tokens.expectOperator(":");
    Optional<Expr> stop = sliceBound();
    Optional<Expr> step = tokens.takeOperator(":") ? sliceBound() : Optional.empty();
    tokens.expectOperator("]");
    return new Expr.Slice(of, start, stop, step, at);
  }

  private Optional<Expr> sliceBound() {
    Token next = tokens.peek();
    return next.operator(":") || next.operator("]")
        ? Optional.empty()
        : Optional.of(expressions.expression());
  }

  Expr.Call call(Expr callee) {
    Place at = place(tokens.peek());
    return new Expr.Call(callee, arguments(), callee instanceof Expr.Name ? callee.at() : at);
  }

  Expr.Args arguments() {
    tokens.expectOperator("(");
    List<Expr> positional = new ArrayList<>();
    List<Expr.Named> named = new ArrayList<>();
    Optional<Expr> rest = Optional.empty();
    Optional<Expr> namedRest = Optional.empty();
    while (!tokens.peek().operator(")")) {
      Token token = tokens.peek();
      if (tokens.takeOperator("**")) {
        namedRest = Optional.of(expressions.expression());
      } else if (tokens.takeOperator("*")) {
        rest = Optional.of(expressions.expression());
      } else if (token.is(Kind.NAME) && tokens.peek(1).operator("=")) {
        tokens.next();
        tokens.next();
        if (named.stream().anyMatch(n -> n.name().equals(token.text()))) {
          throw new SyntaxException("keyword argument repeated: " + token.text(), token);
        }
        named.add(new Expr.Named(token.text(), expressions.expression()));
      } else if (!named.isEmpty() || rest.isPresent() || namedRest.isPresent()) {
        throw new SyntaxException("a positional argument must not follow a named one", token);
      } else {
        positional.add(expressions.expression());
      }
      if (!tokens.peek().operator(")")) {
        tokens.expectOperator(",");
      }
    }
    tokens.next();
    return new Expr.Args(positional, named, rest, namedRest);
  }
}
