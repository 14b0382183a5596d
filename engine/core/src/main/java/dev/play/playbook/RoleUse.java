package dev.play.playbook;

import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.List;

/**
 * A role asked for in a play's {@code roles} or in a role's dependencies.
 *
 * @param name may hold a template
 * @param params keys that are no keywords
 */
public record RoleUse(Span span, Node.Scalar name, KeywordMap keywords, List<Node.Entry> params) {
  public RoleUse {
    params = List.copyOf(params);
  }
}
