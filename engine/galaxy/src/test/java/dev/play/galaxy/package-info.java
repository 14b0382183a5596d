@NullMarked
package dev.play.galaxy;

import org.jspecify.annotations.NullMarked;
