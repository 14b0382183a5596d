/** What the actions take that the engine does itself. */
@NullMarked
package dev.play.schema.action;

import org.jspecify.annotations.NullMarked;
