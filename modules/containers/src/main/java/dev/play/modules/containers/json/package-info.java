/** JSON as Docker reads and writes it. */
@NullMarked
package dev.play.modules.containers.json;

import org.jspecify.annotations.NullMarked;
