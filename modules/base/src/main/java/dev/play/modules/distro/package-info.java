/** Packages of SUSE, Arch and Alpine. */
@NullMarked
package dev.play.modules.distro;

import org.jspecify.annotations.NullMarked;
