/** Tests of the modules. */
@NullMarked
package dev.play.modules.debian;

import org.jspecify.annotations.NullMarked;
