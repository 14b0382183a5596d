/** What a process does first. */
@NullMarked
package dev.play.cli.start;

import org.jspecify.annotations.NullMarked;
