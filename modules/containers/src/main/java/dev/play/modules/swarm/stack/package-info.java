/** What a stack is made from, against what there is. */
@NullMarked
package dev.play.modules.swarm.stack;

import org.jspecify.annotations.NullMarked;
