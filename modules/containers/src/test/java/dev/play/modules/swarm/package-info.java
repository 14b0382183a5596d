@NullMarked
package dev.play.modules.swarm;

import org.jspecify.annotations.NullMarked;
