/** Tests of the modules. */
@NullMarked
package dev.play.modules.machine;

import org.jspecify.annotations.NullMarked;
