/** SSH by sshj: authentication, host keys, ssh_config, bastions. */
@NullMarked
package dev.play.transport.ssh;

import org.jspecify.annotations.NullMarked;
