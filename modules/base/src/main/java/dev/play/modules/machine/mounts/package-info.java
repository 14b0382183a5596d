/** Tables of what is mounted and what is to be, as several systems write them. */
@NullMarked
package dev.play.modules.machine.mounts;

import org.jspecify.annotations.NullMarked;
