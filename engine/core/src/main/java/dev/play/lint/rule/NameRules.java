package dev.play.lint.rule;

import dev.play.lint.Findings;
import dev.play.lint.seen.ScopeSeen;
import dev.play.lint.seen.TaskSeen;
import dev.play.playbook.Keyword;
import dev.play.source.Span;
import dev.play.yaml.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules for the names of plays and tasks, and for the order of keys. */
public final class NameRules {
  private NameRules() {}

  /** name[missing]. */
  public static void missing(TaskSeen task, Findings findings) {
    if (!task.keywords().has(Keyword.NAME)) {
      findings.at(task.span(), "this task has no name", "say in a name what it is for");
    }
  }

  /** name[play]. */
  public static void play(ScopeSeen scope, Findings findings) {
    if (scope.kind() == ScopeSeen.Kind.PLAY && !scope.keywords().has(Keyword.NAME)) {
      findings.at(scope.raw().span(), "this play has no name", "say in a name what it is for");
    }
  }

  /** name[casing]. */
  public static void casing(ScopeSeen scope, Findings findings) {
    Optional<Node.Scalar> name = scope.keywords().scalar(Keyword.NAME);
    if (name.isPresent() && !name.get().text().isEmpty()) {
      int first = name.get().text().codePointAt(0);
      if (Character.isLowerCase(first)) {
        findings.at(name.get().span(), "names begin with a capital letter", "write it so");
      }
    }
  }

  /** name[template]. */
  public static void template(ScopeSeen scope, Findings findings) {
    Optional<Node.Scalar> name = scope.keywords().scalar(Keyword.NAME);
    if (name.isPresent()) {
      String text = name.get().text();
      int end = text.lastIndexOf("}}");
      if (text.contains("{{") && end >= 0 && !text.substring(end + 2).isBlank()) {
        findings.at(
            name.get().span(),
            "a name with a template in its middle is hard to find in a log",
            "put templates at the end");
      }
    }
  }

  /** key-order. */
  public static void order(ScopeSeen scope, Findings findings) {
    List<Node.Entry> entries = scope.raw().entries();
    boolean first = entries.isEmpty() || entries.getFirst().name().equals("name");
    Optional<Node.Entry> name = scope.raw().entry("name");
    if (name.isPresent() && !first) {
      findings.at(name.get().key().span(), "name is not the first key", "put name first");
      return;
    }
    if (scope.kind() == ScopeSeen.Kind.BLOCK) {
      boolean inside = false;
      for (Node.Entry entry : entries) {
        boolean list = List.of("block", "rescue", "always").contains(entry.name());
        if (inside && !list) {
          findings.at(
              entry.key().span(),
              entry.name() + " is easily missed below the block's tasks",
              "put it above block");
          return;
        }
        inside |= list;
      }
    }
  }

  /** partial-become. */
  public static void become(ScopeSeen scope, Findings findings) {
    Optional<Span> user = scope.keywords().span(Keyword.BECOME_USER);
    boolean becomes =
        Stream.concat(Stream.of(scope.keywords()), scope.around().stream())
            .anyMatch(keywords -> keywords.has(Keyword.BECOME));
    if (user.isPresent() && !becomes) {
      findings.at(
          user.get(), "become_user does nothing without become", "write become: true beside it");
    }
  }
}
