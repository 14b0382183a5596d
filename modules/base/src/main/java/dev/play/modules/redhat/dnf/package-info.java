/** How dnf is called and what its transactions are. */
@NullMarked
package dev.play.modules.redhat.dnf;

import org.jspecify.annotations.NullMarked;
