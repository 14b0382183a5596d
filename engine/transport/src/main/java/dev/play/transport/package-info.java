/** How bytes reach a host: picks the transport that a target asks for. */
@NullMarked
package dev.play.transport;

import org.jspecify.annotations.NullMarked;
