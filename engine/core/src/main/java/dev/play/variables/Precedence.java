package dev.play.variables;

/**
 * Where a variable can come from, weakest first: the order of docs.ansible.com, "Understanding
 * variable precedence", whose first level (command line values such as {@code -u}) are no
 * variables. Between levels the later wins; within one, the layer that comes later.
 */
public enum Precedence {
  /** What the engine says where nobody else does: {@code ansible_host}, {@code ansible_user}. */
  ENGINE_DEFAULT("the engine's default"),
  ROLE_DEFAULTS("role defaults"),
  INVENTORY_GROUP("inventory group variables"),
  INVENTORY_GROUP_VARS_ALL("group_vars/all beside the inventory"),
  PLAYBOOK_GROUP_VARS_ALL("group_vars/all beside the playbook"),
  INVENTORY_GROUP_VARS("group_vars beside the inventory"),
  PLAYBOOK_GROUP_VARS("group_vars beside the playbook"),
  INVENTORY_HOST("inventory host variables"),
  INVENTORY_HOST_VARS("host_vars beside the inventory"),
  PLAYBOOK_HOST_VARS("host_vars beside the playbook"),
  FACTS("facts"),
  PLAY_VARS("play vars"),
  VARS_PROMPT("vars_prompt"),
  VARS_FILES("vars_files"),
  ROLE_VARS("role vars"),
  BLOCK_AND_TASK_VARS("block and task vars"),
  INCLUDE_VARS("include_vars"),
  SET_FACT("set_fact or register"),
  ROLE_PARAMS("role parameters"),
  INCLUDE_PARAMS("include parameters"),
  EXTRA_VARS("extra vars"),
  MAGIC("set by the engine"),
  LOCAL("loop or local variable");

  private final String title;

  Precedence(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }
}
