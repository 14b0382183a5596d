/** How openssl on the host is asked and made to write files. */
@NullMarked
package dev.play.modules.crypto.openssl;

import org.jspecify.annotations.NullMarked;
