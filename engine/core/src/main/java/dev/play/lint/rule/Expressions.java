package dev.play.lint.rule;

import dev.play.lint.seen.Scalars;
import dev.play.template.FileOptions;
import dev.play.template.syntax.Expr;
import dev.play.template.syntax.LexerOptions;
import dev.play.template.syntax.Node.Branch;
import dev.play.template.syntax.Parser;
import dev.play.template.syntax.SyntaxException;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The expressions in texts, as trees. */
final class Expressions {
  private Expressions() {}

  /** A bare expression and all its parts; nothing where it does not parse. */
  static List<Expr> ofCondition(Node.Scalar condition) {
    try {
      return parts(Parser.expression(condition.text()));
    } catch (SyntaxException e) {
      // Told by jinja[invalid].
      return List.of();
    }
  }

  /** The expressions in a text with templates, and all their parts. */
  static List<Expr> ofTemplate(Node.Scalar text) {
    List<Expr> found = new ArrayList<>();
    if (!Scalars.isTemplate(text)) {
      return found;
    }
    try {
      for (var node : parsed(text.text())) {
        statement(node, found);
      }
    } catch (SyntaxException e) {
      // Told by jinja[invalid].
      return List.of();
    }
    return found;
  }

  static List<dev.play.template.syntax.Node> parsed(String text) {
    return Parser.template(
        Parser.normalised(text, true), new LexerOptions(FileOptions.YAML_VALUE, true));
  }

  /** Whether a text reads a variable. */
  static boolean names(Node.Scalar text, String variable) {
    return ofTemplate(text).stream()
        .anyMatch(part -> part instanceof Expr.Name name && name.name().equals(variable));
  }

  private static void statement(dev.play.template.syntax.Node node, List<Expr> found) {
    switch (node) {
      case dev.play.template.syntax.Node.Output output -> found.addAll(parts(output.value()));
      case dev.play.template.syntax.Node.If choice -> {
        for (Branch branch : choice.branches()) {
          found.addAll(parts(branch.condition()));
          branch.body().forEach(inner -> statement(inner, found));
        }
        choice.otherwise().forEach(inner -> statement(inner, found));
      }
      case dev.play.template.syntax.Node.For loop -> {
        found.addAll(parts(loop.items()));
        loop.body().forEach(inner -> statement(inner, found));
      }
      case dev.play.template.syntax.Node.Set set -> found.addAll(parts(set.value()));
      case dev.play.template.syntax.Node.Do action -> found.addAll(parts(action.value()));
      case dev.play.template.syntax.Node.With with -> {
        with.values().forEach(value -> found.addAll(parts(value)));
        with.body().forEach(inner -> statement(inner, found));
      }
      case dev.play.template.syntax.Node.SetBlock set ->
          set.body().forEach(inner -> statement(inner, found));
      case dev.play.template.syntax.Node.MacroDefinition macro ->
          macro.macro().body().forEach(inner -> statement(inner, found));
      case dev.play.template.syntax.Node.CallBlock call -> {
        found.addAll(parts(call.call()));
        call.caller().body().forEach(inner -> statement(inner, found));
      }
      case dev.play.template.syntax.Node.FilterBlock filter ->
          filter.body().forEach(inner -> statement(inner, found));
      case dev.play.template.syntax.Node.Block block ->
          block.body().forEach(inner -> statement(inner, found));
      case dev.play.template.syntax.Node.Group group ->
          group.body().forEach(inner -> statement(inner, found));
      case dev.play.template.syntax.Node.Include include -> found.addAll(parts(include.template()));
      case dev.play.template.syntax.Node.Import other -> found.addAll(parts(other.template()));
      case dev.play.template.syntax.Node.FromImport other -> found.addAll(parts(other.template()));
      case dev.play.template.syntax.Node.Extends other -> found.addAll(parts(other.template()));
      case dev.play.template.syntax.Node.Data data -> {}
      case dev.play.template.syntax.Node.Break end -> {}
      case dev.play.template.syntax.Node.Continue next -> {}
    }
  }

  /** An expression and everything in it. */
  static List<Expr> parts(Expr expression) {
    List<Expr> all = new ArrayList<>();
    collect(expression, all);
    return all;
  }

  private static void collect(Expr expression, List<Expr> all) {
    all.add(expression);
    children(expression).forEach(child -> collect(child, all));
  }

  private static List<Expr> children(Expr expression) {
    List<Expr> found = new ArrayList<>();
    switch (expression) {
      case Expr.Literal literal -> {}
      case Expr.Name name -> {}
      case Expr.ListOf list -> found.addAll(list.items());
      case Expr.TupleOf tuple -> found.addAll(tuple.items());
      case Expr.DictOf dict -> {
        found.addAll(dict.keys());
        found.addAll(dict.values());
      }
      case Expr.Member member -> found.add(member.of());
      case Expr.Index index -> found.addAll(List.of(index.of(), index.key()));
      case Expr.Slice slice -> {
        found.add(slice.of());
        List.of(slice.start(), slice.stop(), slice.step()).forEach(o -> o.ifPresent(found::add));
      }
      case Expr.Call call -> {
        found.add(call.callee());
        arguments(call.args(), found);
      }
      case Expr.Filter filter -> {
        filter.input().ifPresent(found::add);
        arguments(filter.args(), found);
      }
      case Expr.Test test -> {
        found.add(test.input());
        arguments(test.args(), found);
      }
      case Expr.Unary unary -> found.add(unary.operand());
      case Expr.Binary binary -> found.addAll(List.of(binary.left(), binary.right()));
      case Expr.Compare compare -> {
        found.add(compare.first());
        compare.rest().forEach(next -> found.add(next.right()));
      }
      case Expr.And and -> found.addAll(List.of(and.left(), and.right()));
      case Expr.Or or -> found.addAll(List.of(or.left(), or.right()));
      case Expr.Not not -> found.add(not.operand());
      case Expr.Concat concat -> found.addAll(concat.parts());
      case Expr.Conditional choice -> {
        found.addAll(List.of(choice.then(), choice.condition()));
        choice.otherwise().ifPresent(found::add);
      }
    }
    return found;
  }

  private static void arguments(Expr.Args args, List<Expr> found) {
    found.addAll(args.positional());
    args.named().forEach(named -> found.add(named.value()));
    Optional<Expr> rest = args.rest();
    rest.ifPresent(found::add);
    args.namedRest().ifPresent(found::add);
  }
}
