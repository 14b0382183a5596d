/** How pacman is called and what it says. */
@NullMarked
package dev.play.modules.distro.pacman;

import org.jspecify.annotations.NullMarked;
