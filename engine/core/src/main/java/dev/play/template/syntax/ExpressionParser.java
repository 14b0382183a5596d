package dev.play.template.syntax;

import dev.play.template.syntax.Expr.BinaryOperator;
import dev.play.template.syntax.Expr.Comparator;
import dev.play.template.syntax.Expr.Place;
import dev.play.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions, by Jinja2's precedence: conditional, or, and, not, comparison, {@code + -}, {@code
 * ~}, {@code * / // %}, {@code **} (left to right), sign, postfix and filters.
 */
final class ExpressionParser {
  private static final Map<String, Comparator> COMPARATORS =
      Map.of(
          "==", Comparator.EQUAL,
          "!=", Comparator.NOT_EQUAL,
          "<", Comparator.LESS,
          "<=", Comparator.LESS_OR_EQUAL,
          ">", Comparator.GREATER,
          ">=", Comparator.GREATER_OR_EQUAL);
  private static final Map<String, BinaryOperator> ADDITIVE =
      Map.of("+", BinaryOperator.ADD, "-", BinaryOperator.SUBTRACT);
  private static final Map<String, BinaryOperator> MULTIPLICATIVE =
      Map.of(
          "*", BinaryOperator.MULTIPLY,
          "/", BinaryOperator.DIVIDE,
          "//", BinaryOperator.FLOOR_DIVIDE,
          "%", BinaryOperator.MODULO);

  /** Words that cannot start the argument of a test. */
  private static final Set<String> AFTER_TEST =
      Set.of("else", "or", "and", "is", "if", "in", "not");

  private final Tokens tokens;
  private final PrimaryParser primaries;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this);
  }

  static Place place(Token token) {
    return new Place(token.offset(), token.length());
  }

  /** Any expression but a bare tuple. */
  Expr expression() {
    Expr value = or();
    while (tokens.peek().name("if")) {
      Place at = place(tokens.next());
      Expr condition = or();
      Optional<Expr> otherwise =
          tokens.takeName("else") ? Optional.of(expression()) : Optional.empty();
      value = new Expr.Conditional(value, condition, otherwise, at);
    }
    return value;
  }

  /** An expression, or several with commas between, which make a tuple. */
  Expr tuple(boolean conditional) {
    Token start = tokens.peek();
    Expr first = conditional ? expression() : or();
    if (!tokens.peek().operator(",")) {
      return first;
    }
    List<Expr> items = new ArrayList<>(List.of(first));
    while (tokens.takeOperator(",")) {
      if (endsTuple()) {
        break;
      }
      items.add(conditional ? expression() : or());
    }
    return new Expr.TupleOf(items, place(start));
  }

  private boolean endsTuple() {
    Token next = tokens.peek();
    return switch (next.kind()) {
      case VARIABLE_END, BLOCK_END, END -> true;
      case OPERATOR -> next.operator(")");
      case NAME -> next.name("recursive");
      case DATA, VARIABLE_BEGIN, BLOCK_BEGIN, STRING, INTEGER, FLOAT -> false;
    };
  }

  Expr or() {
    Expr left = and();
    while (tokens.peek().name("or")) {
      Place at = place(tokens.next());
      left = new Expr.Or(left, and(), at);
    }
    return left;
  }

  private Expr and() {
    Expr left = not();
    while (tokens.peek().name("and")) {
      Place at = place(tokens.next());
      left = new Expr.And(left, not(), at);
    }
    return left;
  }

  private Expr not() {
    if (tokens.peek().name("not")) {
      Place at = place(tokens.next());
      return new Expr.Not(not(), at);
    }
    return comparison();
  }

  private Expr comparison() {
    Expr first = sum();
    List<Expr.Comparison> rest = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      Comparator comparator = token.is(Kind.OPERATOR) ? COMPARATORS.get(token.text()) : null;
      if (comparator != null) {
        tokens.next();
      } else if (token.name("in")) {
        tokens.next();
        comparator = Comparator.IN;
      } else if (token.name("not") && tokens.peek(1).name("in")) {
        tokens.next();
        tokens.next();
        comparator = Comparator.NOT_IN;
      } else {
        break;
      }
      rest.add(new Expr.Comparison(comparator, sum(), place(token)));
    }
    return rest.isEmpty() ? first : new Expr.Compare(first, rest, rest.getFirst().at());
  }

  private Expr sum() {
    Expr left = concatenation();
    while (tokens.peek().is(Kind.OPERATOR) && ADDITIVE.containsKey(tokens.peek().text())) {
      Token token = tokens.next();
      left = new Expr.Binary(operator(ADDITIVE, token), left, concatenation(), place(token));
    }
    return left;
  }

  private static BinaryOperator operator(Map<String, BinaryOperator> operators, Token token) {
    return java.util.Objects.requireNonNull(operators.get(token.text()));
  }

  private Expr concatenation() {
    Expr first = product();
    if (!tokens.peek().operator("~")) {
      return first;
    }
    Place at = place(tokens.peek());
    List<Expr> parts = new ArrayList<>(List.of(first));
    while (tokens.takeOperator("~")) {
      parts.add(product());
    }
    return new Expr.Concat(parts, at);
  }

  private Expr product() {
    Expr left = power();
    while (tokens.peek().is(Kind.OPERATOR) && MULTIPLICATIVE.containsKey(tokens.peek().text())) {
      Token token = tokens.next();
      left = new Expr.Binary(operator(MULTIPLICATIVE, token), left, power(), place(token));
    }
    return left;
  }

  private Expr power() {
    Expr left = unary(true);
    while (tokens.peek().operator("**")) {
      Place at = place(tokens.next());
      left = new Expr.Binary(BinaryOperator.POWER, left, unary(true), at);
    }
    return left;
  }

  private Expr unary(boolean withFilters) {
    Token token = tokens.peek();
    Expr value;
    if (tokens.takeOperator("-")) {
      value = new Expr.Unary(Expr.UnaryOperator.MINUS, unary(false), place(token));
    } else if (tokens.takeOperator("+")) {
      value = new Expr.Unary(Expr.UnaryOperator.PLUS, unary(false), place(token));
    } else {
      value = primaries.primary();
    }
    value = primaries.postfix(value);
    return withFilters ? filters(value) : value;
  }

  /** Filters, tests and calls behind a value. */
  private Expr filters(Expr start) {
    Expr value = start;
    while (true) {
      Token token = tokens.peek();
      if (token.operator("|")) {
        value = filter(Optional.of(value));
      } else if (token.name("is")) {
        value = test(value);
      } else if (token.operator("(")) {
        value = primaries.call(value);
      } else {
        return value;
      }
    }
  }

  /** {@code | name(args)}, the bar included. */
  Expr filter(Optional<Expr> input) {
    tokens.expectOperator("|");
    return namedFilter(input);
  }

  Expr namedFilter(Optional<Expr> input) {
    Token start = tokens.peek();
    String name = dottedName("a filter's name");
    Expr.Args args = tokens.peek().operator("(") ? primaries.arguments() : Expr.Args.NONE;
    return new Expr.Filter(input, name, args, new Place(start.offset(), name.length()));
  }

  private String dottedName(String what) {
    StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME, what).text());
    while (tokens.peek().operator(".")) {
      tokens.next();
      name.append('.').append(tokens.expect(Kind.NAME, what).text());
    }
    return name.toString();
  }

  private Expr test(Expr input) {
    tokens.expectName("is");
    boolean negated = tokens.takeName("not");
    Token start = tokens.peek();
    String name = dottedName("a test's name");
    Place at = new Place(start.offset(), name.length());
    Expr.Args args = Expr.Args.NONE;
    if (tokens.peek().operator("(")) {
      args = primaries.arguments();
    } else if (startsArgument(tokens.peek())) {
      Expr argument = primaries.postfix(primaries.primary());
      args = new Expr.Args(List.of(argument), List.of(), Optional.empty(), Optional.empty());
    }
    Expr test = new Expr.Test(input, name, args, at);
    return negated ? new Expr.Not(test, at) : test;
  }

  private static boolean startsArgument(Token token) {
    return switch (token.kind()) {
      case STRING, INTEGER, FLOAT -> true;
      case NAME -> !AFTER_TEST.contains(token.text());
      case OPERATOR -> token.operator("[") || token.operator("{");
      case DATA, VARIABLE_BEGIN, VARIABLE_END, BLOCK_BEGIN, BLOCK_END, END -> false;
    };
  }
}
