package dev.play.run.play;

/** How a host goes on after a step. */
enum Flow {
  GO_ON,
  /** The step failed: the block's rescue, or the end of the play for this host. */
  FAILED,
  /** Unreachable, or the playbook is wrong: nothing more for this host. */
  LOST,
  /** Nothing more in this play, without failure. */
  ENDED,
  /** Nothing more in the role at hand. */
  ROLE_ENDED
}
