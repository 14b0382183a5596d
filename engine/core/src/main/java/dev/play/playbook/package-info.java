/**
 * Playbooks as they are written: plays, tasks, blocks and includes with the place of every part.
 * Nothing is looked up or expanded here, but every mistake of form is found.
 */
@NullMarked
package dev.play.playbook;

import org.jspecify.annotations.NullMarked;
