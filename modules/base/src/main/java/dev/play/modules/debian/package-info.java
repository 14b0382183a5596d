/** Modules for what Debian and its kin have beside apt. */
@NullMarked
package dev.play.modules.debian;

import org.jspecify.annotations.NullMarked;
