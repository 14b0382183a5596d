/** The way from playbooks as written to playbooks ready to run. */
@NullMarked
package dev.play.compile.expand;

import org.jspecify.annotations.NullMarked;
