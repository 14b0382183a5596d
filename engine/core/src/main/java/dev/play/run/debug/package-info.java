/** What a person decides in the course of a run: step by step, and in the task debugger. */
@NullMarked
package dev.play.run.debug;

import org.jspecify.annotations.NullMarked;
