/** Tests. */
@NullMarked
package dev.play.modules.distro;

import org.jspecify.annotations.NullMarked;
