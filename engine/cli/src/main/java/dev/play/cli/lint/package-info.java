/** play lint. */
@NullMarked
package dev.play.cli.lint;

import org.jspecify.annotations.NullMarked;
