package dev.play.lint.seen;

/** What a YAML file of a project holds. */
public enum FileKind {
  PLAYBOOK,
  TASKS,
  HANDLERS,
  VARIABLES,
  /** meta/main.yml. */
  ROLE_META
}
