/** Modules for containers, all through the host's own docker command line. */
@NullMarked
package dev.play.modules.containers;

import org.jspecify.annotations.NullMarked;
