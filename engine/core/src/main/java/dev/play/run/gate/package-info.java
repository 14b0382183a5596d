/** Strategies: which host may do its next task when. They decide order and nothing else. */
@NullMarked
package dev.play.run.gate;

import org.jspecify.annotations.NullMarked;
