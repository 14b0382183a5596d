/** Containers, by the exec command of their engine. */
@NullMarked
package dev.play.transport.container;

import org.jspecify.annotations.NullMarked;
