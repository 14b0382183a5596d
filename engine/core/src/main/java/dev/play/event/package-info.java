/** What happens in a run, as data: one ordered stream that reporters and the journal read. */
@NullMarked
package dev.play.event;

import org.jspecify.annotations.NullMarked;
