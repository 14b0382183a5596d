/**
 * Runs compiled plays. Here is what a run works with; {@code run.play} holds the order of steps,
 * {@code run.task} one task on one host, {@code run.keyword} what its keywords say, {@code
 * run.action} what the engine does itself, {@code run.gate} the strategies, {@code run.port} the
 * ways out.
 */
@NullMarked
package dev.play.run;

import org.jspecify.annotations.NullMarked;
