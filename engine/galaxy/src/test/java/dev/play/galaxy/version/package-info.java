@NullMarked
package dev.play.galaxy.version;

import org.jspecify.annotations.NullMarked;
