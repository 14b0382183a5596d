/** How a host is reached: ssh_config(5), ssh(1)'s arguments, and what a target says. */
@NullMarked
package dev.play.transport.ssh.config;

import org.jspecify.annotations.NullMarked;
