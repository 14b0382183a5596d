/** How a jar of its own brings an inventory: a cloud's machines, for example. */
@NullMarked
package dev.play.discovery;

import org.jspecify.annotations.NullMarked;
