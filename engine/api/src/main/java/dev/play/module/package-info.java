/** The contract between the engine and its modules. */
@NullMarked
package dev.play.module;

import org.jspecify.annotations.NullMarked;
