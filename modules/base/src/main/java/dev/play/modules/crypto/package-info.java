/** Modules for keys and certificates, by the host's openssl. */
@NullMarked
package dev.play.modules.crypto;

import org.jspecify.annotations.NullMarked;
