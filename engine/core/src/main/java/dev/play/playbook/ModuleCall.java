package dev.play.playbook;

import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Optional;

/**
 * What a task calls, as written.
 *
 * @param name short or fully qualified
 * @param arguments those given by name, in order: YAML's and those in free text
 * @param freeText what is left of the text after the name; its node is a scalar
 * @param wholeArguments {@code args: "{{ dict }}"}
 * @param local whether written as local_action
 */
public record ModuleCall(
    Span span,
    String name,
    List<Node.Entry> arguments,
    Optional<Node.Scalar> freeText,
    Optional<Node.Scalar> wholeArguments,
    boolean local) {
  public ModuleCall {
    arguments = List.copyOf(arguments);
  }

  /** The argument of this name, if given by name. */
  public Optional<Node> argument(String wanted) {
    return arguments.stream()
        .filter(a -> a.name().equals(wanted))
        .map(Node.Entry::value)
        .findFirst();
  }

  /** The name without its collection. */
  public String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
