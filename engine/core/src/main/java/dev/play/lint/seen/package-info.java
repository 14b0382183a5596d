/** What rules look at: the files of a project, read and sorted. */
@NullMarked
package dev.play.lint.seen;

import org.jspecify.annotations.NullMarked;
