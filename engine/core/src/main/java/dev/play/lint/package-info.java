/** What is allowed and yet better done otherwise: risky, deprecated or unclear. */
@NullMarked
package dev.play.lint;

import org.jspecify.annotations.NullMarked;
