/** Versions and requirements as Python's packages write them. */
@NullMarked
package dev.play.modules.packages.python;

import org.jspecify.annotations.NullMarked;
