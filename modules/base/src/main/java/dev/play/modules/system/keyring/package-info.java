/** OpenPGP keys as apt's keyrings hold them. */
@NullMarked
package dev.play.modules.system.keyring;

import org.jspecify.annotations.NullMarked;
