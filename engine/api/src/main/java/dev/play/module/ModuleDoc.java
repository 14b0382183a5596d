package dev.play.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a module is called and what it is for. The source of `play doc` and docs/modules. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModuleDoc {
  /** Short name, as in a task. */
  String name();

  /** Other names, fully qualified ones included: {@code ansible.builtin.copy}. */
  String[] also() default {};

  /** One sentence. */
  String summary();

  /** A task that works, as YAML. */
  String example() default "";

  /** Whether it takes any names beside its parameters (set_fact, add_host). */
  boolean open() default false;

  /** Groups of which at most one may be given: {@code "content,src"}. */
  String[] mutuallyExclusive() default {};

  /** Groups of which at least one must be given. */
  String[] requiredOneOf() default {};

  /** Groups that must be given together. */
  String[] requiredTogether() default {};

  /** {@code "state,present,repo"}: when state is present, repo is required. */
  String[] requiredIf() default {};

  /**
   * The list of plain words by which items of a loop may differ to be carried out as one, all their
   * lists in one: packages in one transaction. What one item brings along of another then counts as
   * a change of both.
   */
  String together() default "";

  /** Further remarks, a sentence each. */
  String[] notes() default {};
}
