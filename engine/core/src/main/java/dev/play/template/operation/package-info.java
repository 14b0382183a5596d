/** What Python's operators and methods do to values, over plain values. */
@NullMarked
package dev.play.template.operation;

import org.jspecify.annotations.NullMarked;
