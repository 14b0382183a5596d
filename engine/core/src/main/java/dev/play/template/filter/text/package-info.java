/** Filters over text. */
@NullMarked
package dev.play.template.filter.text;

import org.jspecify.annotations.NullMarked;
