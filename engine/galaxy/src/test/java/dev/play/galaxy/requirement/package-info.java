@NullMarked
package dev.play.galaxy.requirement;

import org.jspecify.annotations.NullMarked;
