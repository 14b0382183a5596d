@NullMarked
package dev.play.modules.packages.python;

import org.jspecify.annotations.NullMarked;
