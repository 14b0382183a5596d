package dev.play.lint.seen;

import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.playbook.ModuleCall;
import dev.play.playbook.TaskItem;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A task, where it stands. */
public record TaskSeen(TaskItem.Task task, ScopeSeen scope, boolean handler) {
  private static final Set<String> TRUE = Set.of("yes", "true", "on", "1", "y", "t");

  public ModuleCall call() {
    return task.call();
  }

  /** The module's name without its collection. */
  public String module() {
    return call().shortName();
  }

  public KeywordMap keywords() {
    return task.keywords();
  }

  public Span span() {
    return task.span();
  }

  /** What stands after the module's name, as written. */
  public Optional<Node> written() {
    return scope.raw().get(call().name());
  }

  public boolean has(String argument) {
    return call().argument(argument).isPresent();
  }

  /** An argument that is one text. */
  public Optional<Node.Scalar> argument(String name) {
    return call().argument(name).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
  }

  /** An argument's text; empty where it is not given. */
  public String text(String name) {
    return argument(name).map(Node.Scalar::text).orElse("");
  }

  /** Whether a keyword is given, on the task or around it. */
  public boolean hasAround(Keyword keyword) {
    return Stream.concat(Stream.of(keywords()), scope.around().stream())
        .anyMatch(map -> map.has(keyword));
  }

  /** Whether a scalar says yes. */
  public static boolean isTrue(Node.Scalar scalar) {
    return Value.TRUE.equals(scalar.value())
        || TRUE.contains(scalar.text().toLowerCase(java.util.Locale.ROOT));
  }

  public boolean isTrue(String argument) {
    return argument(argument).filter(TaskSeen::isTrue).isPresent();
  }

  /** The command of a module that runs one. */
  public Optional<Node.Scalar> command() {
    return call()
        .freeText()
        .or(() -> argument("cmd"))
        .or(() -> argument("_raw_params"))
        .or(this::firstOfArguments);
  }

  private Optional<Node.Scalar> firstOfArguments() {
    return call().argument("argv").stream()
        .flatMap(node -> Scalars.texts(node).stream())
        .findFirst();
  }

  /** The texts of {@code when} and its kin. */
  public List<Node.Scalar> conditions(Keyword keyword) {
    return keywords().get(keyword).map(Scalars::texts).orElse(List.of());
  }
}
