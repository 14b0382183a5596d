package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.Scalars;
import dev.play.lint.seen.ScopeSeen;
import dev.play.lint.seen.TaskSeen;
import dev.play.playbook.Keyword;
import dev.play.template.syntax.Expr;
import dev.play.template.syntax.Parser;
import dev.play.template.syntax.SyntaxException;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules for conditions and templates. */
public final class ConditionRules {
  private static final List<Keyword> CONDITIONS =
      List.of(Keyword.WHEN, Keyword.CHANGED_WHEN, Keyword.FAILED_WHEN, Keyword.UNTIL);

  private ConditionRules() {}

  /** literal-compare. */
  public static void literal(ScopeSeen scope, Findings findings) {
    compared(
        scope,
        value -> value instanceof Value.Bool,
        (place, compare) ->
            findings.at(
                place,
                "a comparison with a literal boolean",
                "write `when: x` or `when: not x`; `x | bool` for text"));
  }

  /** empty-string-compare. */
  public static void empty(ScopeSeen scope, Findings findings) {
    compared(
        scope,
        value -> value instanceof Value.Text(String text) && text.isEmpty(),
        (place, compare) ->
            findings.at(place, "a comparison with an empty text", "write `when: x | length > 0`"));
  }

  private interface Told {
    void at(dev.play.source.Span place, Expr.Compare compare);
  }

  private static void compared(
      ScopeSeen scope, java.util.function.Predicate<Value> literal, Told told) {
    for (Node.Scalar text : conditions(scope)) {
      for (Expr part : Expressions.ofCondition(text)) {
        if (part instanceof Expr.Compare compare
            && compare.rest().size() == 1
            && isEquality(compare.rest().getFirst().operator())
            && (isLiteral(compare.rest().getFirst().right(), literal)
                || isLiteral(compare.first(), literal))) {
          Expr.Place at = compare.rest().getFirst().at();
          told.at(text.spanAt(at.offset(), at.length()), compare);
        }
      }
    }
  }

  private static boolean isEquality(Expr.Comparator operator) {
    return operator == Expr.Comparator.EQUAL || operator == Expr.Comparator.NOT_EQUAL;
  }

  private static boolean isLiteral(Expr side, java.util.function.Predicate<Value> wanted) {
    return side instanceof Expr.Literal literal && wanted.test(literal.value());
  }

  private static List<Node.Scalar> conditions(ScopeSeen scope) {
    List<Node.Scalar> found = new ArrayList<>();
    for (Keyword keyword : CONDITIONS) {
      scope.keywords().get(keyword).ifPresent(node -> found.addAll(Scalars.texts(node)));
    }
    return found;
  }

  /** no-jinja-when. */
  public static void braces(ScopeSeen scope, Findings findings) {
    for (Node.Scalar text : conditions(scope)) {
      int at = text.text().indexOf("{{");
      if (at >= 0) {
        findings.at(
            text.spanAt(at, 2), "a condition is an expression already", "leave out the braces");
      }
    }
  }

  /** no-handler. */
  public static void handler(TaskSeen task, Findings findings) {
    List<Node.Scalar> when = task.conditions(Keyword.WHEN);
    if (task.handler() || when.size() != 1 || task.task().loopItems().isPresent()) {
      return;
    }
    Optional<Expr> whole = Expressions.ofCondition(when.getFirst()).stream().findFirst();
    boolean changed =
        whole
            .filter(
                e ->
                    (e instanceof Expr.Test test && test.name().equals("changed"))
                        || (e instanceof Expr.Member member
                            && member.name().equals(new Value.Text("changed"))))
            .isPresent();
    if (changed) {
      findings.at(
          when.getFirst().span(),
          "a task that follows the change of another is a handler",
          "make it a handler and notify it");
    }
  }

  /** jinja[invalid]. */
  public static void invalid(ScopeSeen scope, Findings findings) {
    for (Node.Scalar text : conditions(scope)) {
      if (!text.text().contains("{{") && !(text.value() instanceof Value.Bool)) {
        tried(text, Parser::expression, findings);
      }
    }
    if (scope.kind() == ScopeSeen.Kind.TASK) {
      Scalars.in(scope.raw()).stream()
          .filter(Scalars::isTemplate)
          .forEach(text -> tried(text, Expressions::parsed, findings));
    }
  }

  private static void tried(
      Node.Scalar text, java.util.function.Consumer<String> parse, Findings findings) {
    try {
      parse.accept(text.text());
    } catch (SyntaxException e) {
      findings.at(
          text.spanAt(e.offset(), e.length()), e.message(), e.hint().orElse("mend the expression"));
    }
  }

  /** jinja[spacing]. */
  public static void spacing(ScopeSeen scope, Findings findings) {
    if (scope.kind() != ScopeSeen.Kind.TASK) {
      return;
    }
    for (Node.Scalar text : Scalars.in(scope.raw())) {
      if (Scalars.isTemplate(text)) {
        tight(text, findings);
      }
    }
  }

  private static void tight(Node.Scalar scalar, Findings findings) {
    String text = scalar.text();
    for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
      int end = text.indexOf("}}", at);
      if (end < 0) {
        return;
      }
      String inside = text.substring(at + 2, end).replaceAll("^[-+]|[-+]$", "");
      boolean blank =
          inside.isEmpty()
              || isBlank(inside.charAt(0)) && isBlank(inside.charAt(inside.length() - 1));
      if (!blank && !inside.startsWith("{") && !inside.endsWith("}")) {
        findings.at(
            scalar.spanAt(at, end + 2 - at), "braces stick to the expression", "write {{ x }}");
      }
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c);
  }
}
