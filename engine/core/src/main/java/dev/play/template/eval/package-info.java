/** From syntax tree to closures, and what they do at run time. */
@NullMarked
package dev.play.template.eval;

import org.jspecify.annotations.NullMarked;
