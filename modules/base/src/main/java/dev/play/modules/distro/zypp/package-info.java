/** How zypper is called and what it says. */
@NullMarked
package dev.play.modules.distro.zypp;

import org.jspecify.annotations.NullMarked;
