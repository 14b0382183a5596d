package dev.play.template.syntax;

import dev.play.template.syntax.Node.Target;
import dev.play.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** What {@code set}, {@code for} and {@code with} assign to. */
final class TargetParser {
  private final Tokens tokens;

  TargetParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Target several() {
    Target first = one();
    if (!tokens.peek().operator(",")) {
      return first;
    }
    List<Target> all = new ArrayList<>(List.of(first));
    while (tokens.takeOperator(",")) {
      if (tokens.peek().is(Kind.NAME) && !tokens.peek().name("in") || tokens.peek().operator("(")) {
        all.add(one());
      }
    }
    return new Target.Several(all);
  }

  Target one() {
    if (tokens.takeOperator("(")) {
      Target inside = several();
      tokens.expectOperator(")");
      return inside;
    }
    Token name = tokens.expect(Kind.NAME, "a name");
    if (List.of("true", "false", "none", "True", "False", "None").contains(name.text())) {
      throw new SyntaxException("'" + name.text() + "' cannot be assigned to", name);
    }
    if (tokens.takeOperator(".")) {
      return new Target.Attribute(name.text(), tokens.expect(Kind.NAME, "a name").text());
    }
    return new Target.Variable(name.text());
  }
}
