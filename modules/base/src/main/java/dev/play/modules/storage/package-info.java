/** Partitions, volumes, file systems and encrypted devices. */
@NullMarked
package dev.play.modules.storage;

import org.jspecify.annotations.NullMarked;
