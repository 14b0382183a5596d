/** The jars that {@code ./play} prepares for a fast start. */
@NullMarked
package dev.play.cli.start;

import org.jspecify.annotations.NullMarked;
