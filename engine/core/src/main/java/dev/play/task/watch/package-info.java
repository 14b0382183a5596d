/** Measures what is done with hosts. */
@NullMarked
package dev.play.task.watch;

import org.jspecify.annotations.NullMarked;
