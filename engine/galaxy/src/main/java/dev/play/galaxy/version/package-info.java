/** Versions and what may be asked of them. */
@NullMarked
package dev.play.galaxy.version;

import org.jspecify.annotations.NullMarked;
