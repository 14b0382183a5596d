/** Editing text files line by line, byte by byte. */
@NullMarked
package dev.play.modules.base.edit;

import org.jspecify.annotations.NullMarked;
