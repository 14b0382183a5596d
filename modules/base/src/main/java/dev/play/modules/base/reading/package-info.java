/** Tells from a command of the user's whether it only reads. */
@NullMarked
package dev.play.modules.base.reading;

import org.jspecify.annotations.NullMarked;
