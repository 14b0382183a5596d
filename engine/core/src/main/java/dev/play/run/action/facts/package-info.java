/** Facts that several modules gather together. */
@NullMarked
package dev.play.run.action.facts;

import org.jspecify.annotations.NullMarked;
