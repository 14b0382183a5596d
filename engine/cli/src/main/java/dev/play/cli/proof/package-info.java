/** Which of a playbook's tasks prove that its system works. */
@NullMarked
package dev.play.cli.proof;

import org.jspecify.annotations.NullMarked;
