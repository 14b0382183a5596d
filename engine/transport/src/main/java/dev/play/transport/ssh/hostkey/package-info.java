/** Whether a host is the one that is meant: known_hosts. */
@NullMarked
package dev.play.transport.ssh.hostkey;

import org.jspecify.annotations.NullMarked;
