/** JSON and YAML, read and written. */
@NullMarked
package dev.play.template.filter.data;

import org.jspecify.annotations.NullMarked;
