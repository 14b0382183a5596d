/** Texts that become expressions while a task runs. */
@NullMarked
package dev.play.run.action.expression;

import org.jspecify.annotations.NullMarked;
