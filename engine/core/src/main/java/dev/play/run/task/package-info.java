/** One task on one host: conditions, loops, arguments, retries, results. */
@NullMarked
package dev.play.run.task;

import org.jspecify.annotations.NullMarked;
