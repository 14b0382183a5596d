/** The run's ports over the real inventory, variables and host sessions. */
@NullMarked
package dev.play.run.live;

import org.jspecify.annotations.NullMarked;
