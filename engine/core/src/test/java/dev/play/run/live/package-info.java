@NullMarked
package dev.play.run.live;

import org.jspecify.annotations.NullMarked;
