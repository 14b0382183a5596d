/** Modules' cases on Debian machines of their own. */
@NullMarked
package dev.play.testkit.lab;

import org.jspecify.annotations.NullMarked;
