/** How archives are made. */
@NullMarked
package dev.play.modules.machine.packing;

import org.jspecify.annotations.NullMarked;
