/** Modules that drive one program of the host's each: at, patch, and what asks questions. */
@NullMarked
package dev.play.modules.tool;

import org.jspecify.annotations.NullMarked;
