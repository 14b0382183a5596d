@NullMarked
package dev.play.observe;

import org.jspecify.annotations.NullMarked;
