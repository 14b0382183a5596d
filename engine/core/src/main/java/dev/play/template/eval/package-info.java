/** What runs: frames, output, loops, macros, blocks, and the calls into the library. */
@NullMarked
package dev.play.template.eval;

import org.jspecify.annotations.NullMarked;
