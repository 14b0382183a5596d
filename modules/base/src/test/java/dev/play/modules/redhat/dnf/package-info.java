/** Tests of reading dnf. */
@NullMarked
package dev.play.modules.redhat.dnf;

import org.jspecify.annotations.NullMarked;
