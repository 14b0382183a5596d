/** Mistakes of one line, put into a site. */
@NullMarked
package dev.play.cli.mistakes;

import org.jspecify.annotations.NullMarked;
