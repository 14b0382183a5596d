/** The process's surroundings: streams, environment, and whoever sits there. */
@NullMarked
package dev.play.cli.terminal;

import org.jspecify.annotations.NullMarked;
