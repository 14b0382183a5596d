/** Loops: their items, and the variables that they add for each. */
@NullMarked
package dev.play.run.loop;

import org.jspecify.annotations.NullMarked;
