/** Dates and time spans as Python shows them. */
@NullMarked
package dev.play.template.time;

import org.jspecify.annotations.NullMarked;
