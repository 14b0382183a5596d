@NullMarked
package dev.play.modules.packages;

import org.jspecify.annotations.NullMarked;
