/** What a swarm is and has, as docker tells it. */
@NullMarked
package dev.play.modules.swarm.state;

import org.jspecify.annotations.NullMarked;
