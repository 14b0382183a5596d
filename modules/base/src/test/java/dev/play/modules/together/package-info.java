/** Items of loops that are carried out together, with real modules in a real shell. */
@NullMarked
package dev.play.modules.together;

import org.jspecify.annotations.NullMarked;
