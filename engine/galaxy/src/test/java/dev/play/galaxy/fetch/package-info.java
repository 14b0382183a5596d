@NullMarked
package dev.play.galaxy.fetch;

import org.jspecify.annotations.NullMarked;
