/** Keywords read in a host's scope: their types, conditions, and what is omitted. */
@NullMarked
package dev.play.run.keyword;

import org.jspecify.annotations.NullMarked;
