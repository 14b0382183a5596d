/**
 * What is thrown at the readers of texts: any bytes must give a result or mistakes with places, in
 * bounded time and memory. `engine/core/fuzz` makes up the bytes, {@link FindingsTest} holds them
 * off for good.
 */
@NullMarked
package dev.play.fuzz;

import org.jspecify.annotations.NullMarked;
