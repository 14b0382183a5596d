/** The rules. */
@NullMarked
package dev.play.lint.rule;

import org.jspecify.annotations.NullMarked;
