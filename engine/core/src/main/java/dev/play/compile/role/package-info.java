/** Roles on disk: where they are looked for and what lies in them. */
@NullMarked
package dev.play.compile.role;

import org.jspecify.annotations.NullMarked;
