/** Tests. */
@NullMarked
package dev.play.run.gate;

import org.jspecify.annotations.NullMarked;
