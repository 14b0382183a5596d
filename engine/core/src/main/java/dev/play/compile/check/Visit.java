package dev.play.compile.check;

import dev.play.compile.Step;

/**
 * A step on the way through a play.
 *
 * @param conditional whether the play may go by without it: it stands under a condition, in a
 *     rescue, in a loop, may fail without harm, or is a handler
 * @param forgiven whether it may fail without harm
 */
record Visit(Step step, boolean conditional, boolean forgiven) {}
