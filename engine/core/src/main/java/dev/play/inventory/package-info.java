/** Hosts and groups: what they are, where they come from, and which of them a pattern means. */
@NullMarked
package dev.play.inventory;

import org.jspecify.annotations.NullMarked;
