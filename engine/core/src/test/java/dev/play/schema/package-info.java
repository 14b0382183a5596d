/** Tests of module arguments. */
@NullMarked
package dev.play.schema;

import org.jspecify.annotations.NullMarked;
