/** What a service of a swarm is to be, in the client's words and against what there is. */
@NullMarked
package dev.play.modules.swarm.service;

import org.jspecify.annotations.NullMarked;
