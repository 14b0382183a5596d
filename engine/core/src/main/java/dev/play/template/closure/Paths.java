package dev.play.template.closure;

import dev.play.template.PythonText;
import dev.play.template.syntax.Expr;

/** Expressions as people call them in messages. */
final class Paths {
  private Paths() {}

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.Name n -> n.name();
      case Expr.Member m -> of(m.of()) + "." + PythonText.str(m.name());
      case Expr.Index i when i.key() instanceof Expr.Literal l ->
          of(i.of()) + "[" + PythonText.repr(l.value()) + "]";
      case Expr.Index i -> of(i.of()) + "[" + of(i.key()) + "]";
      case Expr.Filter f -> f.input().map(Paths::of).orElse("") + "|" + f.name();
      case Expr.Call c -> of(c.callee()) + "()";
      default -> "...";
    };
  }
}
