/** The framed shell: one long-lived {@code sh} per user on the host, over any three streams. */
@NullMarked
package dev.play.transport.shell;

import org.jspecify.annotations.NullMarked;
