/** Files and commands: a class a module. */
@NullMarked
package dev.play.modules.base;

import org.jspecify.annotations.NullMarked;
