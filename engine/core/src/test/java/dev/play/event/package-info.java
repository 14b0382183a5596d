/** Tests. */
@NullMarked
package dev.play.event;

import org.jspecify.annotations.NullMarked;
