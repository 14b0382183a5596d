/** Tests. */
@NullMarked
package dev.play.run.fake;

import org.jspecify.annotations.NullMarked;
