/**
 * What a run needs from the stages around it: hosts, variables, hands that reach hosts, and the
 * operator. The composition root gives the real ones, tests give their own.
 */
@NullMarked
package dev.play.run.port;

import org.jspecify.annotations.NullMarked;
