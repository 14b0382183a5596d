package dev.play.template.closure;

import dev.play.template.syntax.Node;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a body mentions a name. The tree's own text form is searched: it holds every name. */
record NameSearch(String tree) {
  static NameSearch in(List<Node> body) {
    return new NameSearch(body.toString());
  }

  boolean has(String name) {
    return Pattern.compile("Name\\[name=" + Pattern.quote(name) + ",").matcher(tree).find();
  }
}
