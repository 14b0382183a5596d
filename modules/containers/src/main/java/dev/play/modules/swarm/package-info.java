/** Modules for swarms of Docker engines, all through the host's own docker command line. */
@NullMarked
package dev.play.modules.swarm;

import org.jspecify.annotations.NullMarked;
