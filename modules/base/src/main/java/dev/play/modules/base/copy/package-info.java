/** Copying files and trees, from the controller and on the host itself. */
@NullMarked
package dev.play.modules.base.copy;

import org.jspecify.annotations.NullMarked;
