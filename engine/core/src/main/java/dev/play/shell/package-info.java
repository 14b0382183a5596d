/** Text for the host's POSIX shell: quoting, byte-exact literals, framed replies. */
@NullMarked
package dev.play.shell;

import org.jspecify.annotations.NullMarked;
