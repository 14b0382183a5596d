/** The tools that make file systems. */
@NullMarked
package dev.play.modules.storage.disk;

import org.jspecify.annotations.NullMarked;
