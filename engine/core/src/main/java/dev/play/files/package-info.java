/** The controller's files as tasks, lookups and templates find and read them. */
@NullMarked
package dev.play.files;

import org.jspecify.annotations.NullMarked;
