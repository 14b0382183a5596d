/** The order of things: plays, batches, hosts, blocks, includes, handlers. */
@NullMarked
package dev.play.run.play;

import org.jspecify.annotations.NullMarked;
