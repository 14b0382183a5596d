/** What can be removed because nothing uses it. */
@NullMarked
package dev.play.modules.containers.prune;

import org.jspecify.annotations.NullMarked;
