/** Modules of playbooks' and roles' own: programs in any language that take arguments in a file. */
@NullMarked
package dev.play.run.external;

import org.jspecify.annotations.NullMarked;
