package dev.play.template.syntax;

import dev.play.template.syntax.Expr.Place;
import java.util.List;
import java.util.Optional;

/** A statement of a template. */
public sealed interface Node {
  record Data(String text) implements Node {}

  record Output(Expr value) implements Node {}

  record If(List<Branch> branches, List<Node> otherwise) implements Node {}

  record Branch(Expr condition, List<Node> body) {}

  record For(
      Target target,
      Expr items,
      Optional<Expr> filter,
      boolean recursive,
      List<Node> body,
      List<Node> otherwise,
      Place at)
      implements Node {}

  record Set(Target target, Expr value, Place at) implements Node {}

  /**
   * @param filter applied to the body; its innermost input is empty
   */
  record SetBlock(Target target, Optional<Expr> filter, List<Node> body, Place at)
      implements Node {}

  record With(List<Target> targets, List<Expr> values, List<Node> body) implements Node {}

  record MacroDefinition(String name, Macro macro, Place at) implements Node {}

  /** {@code {% call(params) macro() %}body{% endcall %}}. */
  record CallBlock(Expr.Call call, Macro caller, Place at) implements Node {}

  record FilterBlock(Expr filter, List<Node> body) implements Node {}

  record Include(Expr template, boolean ignoreMissing, boolean withContext, Place at)
      implements Node {}

  record Import(Expr template, String name, boolean withContext, Place at) implements Node {}

  record FromImport(Expr template, List<Alias> names, boolean withContext, Place at)
      implements Node {}

  record Alias(String name, String as) {}

  record Extends(Expr template, Place at) implements Node {}

  record Block(String name, boolean scoped, boolean required, List<Node> body, Place at)
      implements Node {}

  record Do(Expr value) implements Node {}

  record Break(Place at) implements Node {}

  record Continue(Place at) implements Node {}

  /** A body without meaning of its own: autoescape. */
  record Group(List<Node> body) implements Node {}

  /**
   * @param defaults of the last parameters
   */
  record Macro(List<String> parameters, List<Expr> defaults, List<Node> body) {}

  /** What is assigned to. */
  sealed interface Target {
    record Variable(String name) implements Target {}

    /** {@code ns.name}. */
    record Attribute(String namespace, String name) implements Target {}

    record Several(List<Target> targets) implements Target {}
  }
}
