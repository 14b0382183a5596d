/** The {@code play} command: reads arguments, wires the parts, holds no logic. */
@NullMarked
package dev.play.cli;

import org.jspecify.annotations.NullMarked;
