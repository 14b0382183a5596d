package dev.play.template.syntax;

import static dev.play.template.syntax.ExpressionParser.place;

import dev.play.template.syntax.Expr.Place;
import dev.play.template.syntax.Node.Target;
import dev.play.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements. */
final class TemplateParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final ReferenceParser references;
  private final Set<String> blocks = new HashSet<>();
  private int loops;

  TemplateParser(Tokens tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
    this.targets = new TargetParser(tokens);
    this.references = new ReferenceParser(tokens, expressions);
  }

  List<Node> template() {
    List<Node> nodes = new ArrayList<>();
    while (!tokens.peek().is(Kind.END)) {
      if (atTag()) {
        Token tag = tokens.peek(1);
        throw new SyntaxException("unexpected '" + tag.text() + "', nothing is open here", tag);
      }
      node(nodes);
    }
    return nodes;
  }

  /** Whether a tag that closes or continues a statement comes next. */
  private boolean atTag() {
    Token tag = tokens.peek(1);
    return tokens.peek().is(Kind.BLOCK_BEGIN)
        && (tag.text().startsWith("end") || tag.name("else") || tag.name("elif"));
  }

  private void node(List<Node> nodes) {
    Token token = tokens.next();
    switch (token.kind()) {
      case DATA -> nodes.add(new Node.Data(token.text()));
      case VARIABLE_BEGIN -> {
        nodes.add(new Node.Output(expressions.tuple(true)));
        tokens.expect(Kind.VARIABLE_END, "an operator or the end of the expression");
      }
      case BLOCK_BEGIN -> nodes.add(statement());
      case VARIABLE_END, BLOCK_END, NAME, STRING, INTEGER, FLOAT, OPERATOR, END ->
          throw new IllegalStateException("the lexer gave " + token + " outside a tag");
    }
  }

  /** A body up to one of the tags named, which is left for the caller to read. */
  private List<Node> body(Token opened, String... ends) {
    List<Node> nodes = new ArrayList<>();
    while (true) {
      if (tokens.peek().is(Kind.END)) {
        throw new SyntaxException(
            "'" + opened.text() + "' is not closed", opened, "add " + ends[ends.length - 1]);
      }
      if (atTag()) {
        Token tag = tokens.peek(1);
        if (List.of(ends).contains(tag.text())) {
          tokens.next();
          return nodes;
        }
        throw new SyntaxException(
            "unexpected '" + tag.text() + "', expected " + String.join(" or ", ends),
            tag,
            "'" + opened.text() + "' is open here");
      }
      node(nodes);
    }
  }

  private List<Node> bodyToEnd(Token opened, String end) {
    blockEnd();
    List<Node> nodes = body(opened, end);
    tokens.next();
    return nodes;
  }

  private void blockEnd() {
    tokens.expect(Kind.BLOCK_END, "the end of the statement");
  }

  private Node statement() {
    Token tag = tokens.expect(Kind.NAME, "a statement's name");
    Node node =
        switch (tag.text()) {
          case "if" -> ifStatement(tag);
          case "for" -> forStatement(tag);
          case "set" -> set(tag);
          case "with" -> with(tag);
          case "macro" -> macro(tag);
          case "call" -> call(tag);
          case "filter" -> filter(tag);
          case "block" -> block(tag);
          case "autoescape" -> autoescape(tag);
          case "include" -> references.include(place(tag));
          case "import" -> references.importAs(place(tag));
          case "from" -> references.from(place(tag));
          case "extends" -> new Node.Extends(expressions.expression(), place(tag));
          case "do" -> new Node.Do(expressions.tuple(true));
          case "break" -> new Node.Break(inLoop(tag));
          case "continue" -> new Node.Continue(inLoop(tag));
          default -> throw new SyntaxException("there is no statement '" + tag.text() + "'", tag);
        };
    blockEnd();
    return node;
  }

  private Place inLoop(Token tag) {
    if (loops == 0) {
      throw new SyntaxException("'" + tag.text() + "' stands outside any loop", tag);
    }
    return place(tag);
  }

  private Node ifStatement(Token tag) {
    List<Node.Branch> branches = new ArrayList<>();
    List<Node> otherwise = List.of();
    Expr condition = expressions.tuple(false);
    while (true) {
      blockEnd();
      branches.add(new Node.Branch(condition, body(tag, "elif", "else", "endif")));
      Token next = tokens.next();
      if (next.name("elif")) {
        condition = expressions.tuple(false);
        continue;
      }
      if (next.name("else")) {
        otherwise = bodyToEnd(tag, "endif");
      }
      return new Node.If(branches, otherwise);
    }
  }

  private Node forStatement(Token tag) {
    Target target = targets.several();
    tokens.expectName("in");
    Expr items = expressions.tuple(false);
    Optional<Expr> filter =
        tokens.takeName("if") ? Optional.of(expressions.expression()) : Optional.empty();
    boolean recursive = tokens.takeName("recursive");
    blockEnd();
    loops++;
    List<Node> body = body(tag, "else", "endfor");
    loops--;
    List<Node> otherwise = tokens.next().name("else") ? bodyToEnd(tag, "endfor") : List.of();
    return new Node.For(target, items, filter, recursive, body, otherwise, place(tag));
  }

  private Node set(Token tag) {
    Target target = targets.several();
    if (tokens.takeOperator("=")) {
      return new Node.Set(target, expressions.tuple(true), place(tag));
    }
    Optional<Expr> filter = Optional.empty();
    while (tokens.peek().operator("|")) {
      filter = Optional.of(expressions.filter(filter));
    }
    return new Node.SetBlock(target, filter, bodyToEnd(tag, "endset"), place(tag));
  }

  private Node with(Token tag) {
    List<Target> names = new ArrayList<>();
    List<Expr> values = new ArrayList<>();
    while (!tokens.peek().is(Kind.BLOCK_END)) {
      if (!names.isEmpty()) {
        tokens.expectOperator(",");
      }
      names.add(targets.one());
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    return new Node.With(names, values, bodyToEnd(tag, "endwith"));
  }

  private Node macro(Token tag) {
    Token name = tokens.expect(Kind.NAME, "the macro's name");
    return new Node.MacroDefinition(name.text(), macroWithBody(tag, "endmacro"), place(name));
  }

  private Node.Macro macroWithBody(Token tag, String end) {
    List<String> parameters = new ArrayList<>();
    List<Expr> defaults = new ArrayList<>();
    if (tokens.takeOperator("(")) {
      parameters(parameters, defaults);
    }
    return macroBody(tag, end, parameters, defaults);
  }

  private Node.Macro macroBody(
      Token tag, String end, List<String> parameters, List<Expr> defaults) {
    int outside = loops;
    loops = 0;
    List<Node> body = bodyToEnd(tag, end);
    loops = outside;
    return new Node.Macro(parameters, defaults, body);
  }

  private void parameters(List<String> parameters, List<Expr> defaults) {
    while (!tokens.takeOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      Token name = tokens.expect(Kind.NAME, "a parameter's name");
      parameters.add(name.text());
      if (tokens.takeOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw new SyntaxException("a parameter without default follows one with", name);
      }
    }
  }

  private Node call(Token tag) {
    List<String> parameters = new ArrayList<>();
    List<Expr> defaults = new ArrayList<>();
    if (tokens.takeOperator("(")) {
      parameters(parameters, defaults);
    }
    Token start = tokens.peek();
    if (!(expressions.expression() instanceof Expr.Call call)) {
      throw new SyntaxException("expected a call of a macro", start);
    }
    return new Node.CallBlock(call, macroBody(tag, "endcall", parameters, defaults), place(tag));
  }

  private Node filter(Token tag) {
    Expr filter = expressions.namedFilter(Optional.empty());
    while (tokens.peek().operator("|")) {
      filter = expressions.filter(Optional.of(filter));
    }
    return new Node.FilterBlock(filter, bodyToEnd(tag, "endfilter"));
  }

  private Node block(Token tag) {
    Token name = tokens.expect(Kind.NAME, "the block's name");
    boolean scoped = tokens.takeName("scoped");
    boolean required = tokens.takeName("required");
    if (!blocks.add(name.text())) {
      throw new SyntaxException("block '" + name.text() + "' defined twice", name);
    }
    blockEnd();
    List<Node> body = body(tag, "endblock");
    tokens.next();
    tokens.takeName(name.text());
    return new Node.Block(name.text(), scoped, required, body, place(tag));
  }

  private Node autoescape(Token tag) {
    Token start = tokens.peek();
    Expr on = expressions.expression();
    if (!(on instanceof Expr.Literal l) || !l.value().equals(dev.play.value.Value.FALSE)) {
      throw new SyntaxException("autoescape can only be off", start, "use the filter `e`");
    }
    return new Node.Group(bodyToEnd(tag, "endautoescape"));
  }
}
