package dev.play.compile.check;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.schema.NearName;
import dev.play.source.Diagnostic;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifications that reach no handler. */
final class HandlerCheck {
  private final Set<String> names = new HashSet<>();
  private final Set<String> containers = new HashSet<>();
  private final boolean mustBeThere;
  private boolean open;

  /**
   * @param complete whether no handler can come from elsewhere
   * @param mustBeThere whether one that is not there is an error
   */
  HandlerCheck(List<Step> handlers, boolean complete, boolean mustBeThere) {
    this.mustBeThere = mustBeThere;
    this.open = !complete;
    handlers.forEach(this::add);
  }

  private void add(Step handler) {
    if (handler instanceof Step.Block block) {
      block.body().forEach(this::add); // nobody notifies a block, or what comes to its rescue
      block.keywords().name().flatMap(HandlerCheck::text).ifPresent(containers::add);
      return;
    }
    Keywords keywords = handler.keywords();
    keywords.name().ifPresent(name -> add(name, handler));
    keywords.listens().forEach(listen -> add(listen, handler));
    switch (handler) {
      case Step.Block block -> throw new IllegalStateException("is opened above");
      case Step.RoleBody body -> body.body().forEach(this::add);
      case Step.IncludeTasks include -> open = true;
      case Step.IncludeRole include -> open = true;
      case Step.Task task -> {}
      case Step.Engine engine -> {}
      case Step.Meta meta -> {}
    }
  }

  /** A handler is called by its name, or by its role's and its own. */
  private void add(Compiled name, Step handler) {
    if (text(name).isEmpty()) {
      open = true;
      return;
    }
    String text = text(name).get();
    names.add(text);
    handler
        .around()
        .role()
        .ifPresent(
            role -> {
              names.add(role.name() + " : " + text);
              names.add(role.name().substring(role.name().lastIndexOf('.') + 1) + " : " + text);
              role.collection().ifPresent(c -> names.add(c + "." + role.name() + " : " + text));
            });
  }

  private static Optional<String> text(Compiled name) {
    return name.constant().orElse(null) instanceof Value.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * @param problems by their place, told of once: what is an error in one play need not be a
   *     warning of another
   */
  void check(List<Visit> visits, Map<Span, Diagnostic> problems) {
    if (open) {
      return;
    }
    for (Visit visit : visits) {
      for (Compiled notified : visit.step().keywords().notifies()) {
        one(visit, notified, problems);
      }
    }
  }

  private void one(Visit visit, Compiled notified, Map<Span, Diagnostic> problems) {
    if (!(notified.constant().orElse(null) instanceof Value.Text(String text))
        || names.contains(text)
        || names.contains(text.replaceFirst("^.* : ", ""))) {
      return;
    }
    String message =
        "The requested handler '"
            + text
            + "' was not found in either the main handlers list nor in the listening handlers list";
    problems.merge(
        notified.span(),
        problem(visit, notified.span(), text, message),
        (known, also) -> known.severity() == Diagnostic.Severity.ERROR ? known : also);
  }

  private Diagnostic problem(Visit visit, Span span, String text, String message) {
    Optional<String> near = NearName.of(text, names);
    if (containers.contains(text.replaceFirst("^.* : ", ""))) {
      // Its author sees the name: the task fails only where it notifies, as in Ansible.
      return Diagnostic.warning(
          span, message + ": it is the name of a block or import, whose tasks are the handlers");
    }
    if (visit.conditional() || !mustBeThere) {
      return Diagnostic.warning(
          span, message + near.map(n -> "; did you mean `" + n + "`?").orElse(""));
    }
    String hint =
        near.map(n -> "did you mean `" + n + "`?")
            .orElse("define it under handlers, or let one listen to it");
    return Diagnostic.error(span, message, hint);
  }
}
