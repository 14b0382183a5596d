/** Tests. */
@NullMarked
package dev.play.cli;

import org.jspecify.annotations.NullMarked;
