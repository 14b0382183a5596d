/** Whether the cases of modules show what each option does. */
@NullMarked
package dev.play.testkit.options;

import org.jspecify.annotations.NullMarked;
