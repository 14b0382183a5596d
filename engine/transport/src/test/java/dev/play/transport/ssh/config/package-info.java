@NullMarked
package dev.play.transport.ssh.config;

import org.jspecify.annotations.NullMarked;
