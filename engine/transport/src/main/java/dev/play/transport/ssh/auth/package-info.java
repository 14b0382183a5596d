/** Logging in: keys, the agent, passwords. */
@NullMarked
package dev.play.transport.ssh.auth;

import org.jspecify.annotations.NullMarked;
