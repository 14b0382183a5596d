/** Modules for a machine's clock, kernel modules, mounts and log-ins. */
@NullMarked
package dev.play.modules.machine;

import org.jspecify.annotations.NullMarked;
