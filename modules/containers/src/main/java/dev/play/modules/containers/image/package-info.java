/** Images: their names, how they are built, and archives of them. */
@NullMarked
package dev.play.modules.containers.image;

import org.jspecify.annotations.NullMarked;
