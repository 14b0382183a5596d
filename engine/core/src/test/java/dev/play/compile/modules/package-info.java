/** Modules for the tests of the language. */
@NullMarked
package dev.play.compile.modules;

import org.jspecify.annotations.NullMarked;
