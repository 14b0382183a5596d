/** Tests. */
@NullMarked
package dev.play.run.play;

import org.jspecify.annotations.NullMarked;
