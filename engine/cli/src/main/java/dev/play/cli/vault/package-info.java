/** {@code play vault}, and where vault passwords come from. */
@NullMarked
package dev.play.cli.vault;

import org.jspecify.annotations.NullMarked;
