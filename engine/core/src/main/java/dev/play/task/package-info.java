/** One module on one host: plan, carry out or predict, and say how it went. */
@NullMarked
package dev.play.task;

import org.jspecify.annotations.NullMarked;
