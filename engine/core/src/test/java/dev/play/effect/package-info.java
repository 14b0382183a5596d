@NullMarked
package dev.play.effect;

import org.jspecify.annotations.NullMarked;
