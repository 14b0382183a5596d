/** Where variables come from: their places in files, and what a play's tasks define. */
@NullMarked
package dev.play.variables.why;

import org.jspecify.annotations.NullMarked;
