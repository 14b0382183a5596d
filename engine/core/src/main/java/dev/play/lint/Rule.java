package dev.play.lint;

import dev.play.lint.seen.RoleSeen;
import dev.play.lint.seen.ScopeSeen;
import dev.play.lint.seen.SourceFile;
import dev.play.lint.seen.TaskSeen;

/**
 * A rule.
 *
 * @param id as Ansible's linter calls it, where it has it: {@code name[missing]}
 * @param about what it wants, for {@code play lint --rules}
 * @param state whether it is on unless somebody says so
 */
public record Rule(String id, String about, State state, Check check) {
  /** What a rule does where nobody has said anything. */
  public enum State {
    ON,
    /** Told, but no reason to fail. */
    WARNS,
    OFF
  }

  /** What it looks at. */
  public sealed interface Check {
    /** Each task and handler. */
    non-sealed interface OfTask extends Check {
      void look(TaskSeen task, Findings findings);
    }

    /** Each play, block and task alike. */
    non-sealed interface OfScope extends Check {
      void look(ScopeSeen scope, Findings findings);
    }

    /** Each file. */
    non-sealed interface OfFile extends Check {
      void look(SourceFile file, Findings findings);
    }

    /** Each role. */
    non-sealed interface OfRole extends Check {
      void look(RoleSeen role, Findings findings);
    }
  }

  static Rule task(String id, String about, Check.OfTask check) {
    return new Rule(id, about, State.ON, check);
  }

  static Rule scope(String id, String about, Check.OfScope check) {
    return new Rule(id, about, State.ON, check);
  }

  static Rule file(String id, String about, Check.OfFile check) {
    return new Rule(id, about, State.ON, check);
  }

  static Rule role(String id, String about, Check.OfRole check) {
    return new Rule(id, about, State.ON, check);
  }

  Rule as(State other) {
    return new Rule(id, about, other, check);
  }

  /** Whether a name means this rule: its whole id, or what stands before the bracket. */
  public boolean isNamed(String name) {
    int bracket = id.indexOf('[');
    return id.equals(name) || (bracket > 0 && id.substring(0, bracket).equals(name));
  }
}
