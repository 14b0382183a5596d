/** How apk is called and what it says. */
@NullMarked
package dev.play.modules.distro.apk;

import org.jspecify.annotations.NullMarked;
