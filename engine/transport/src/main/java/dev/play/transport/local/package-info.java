/** The controller itself as a host. */
@NullMarked
package dev.play.transport.local;

import org.jspecify.annotations.NullMarked;
