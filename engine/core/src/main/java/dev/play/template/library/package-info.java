/** Filters, tests, lookups and global functions: their shapes and the collection of them. */
@NullMarked
package dev.play.template.library;

import org.jspecify.annotations.NullMarked;
