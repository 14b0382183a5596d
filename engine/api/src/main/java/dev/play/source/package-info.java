/** Where text came from, and what is wrong with it. */
@NullMarked
package dev.play.source;

import org.jspecify.annotations.NullMarked;
