@NullMarked
package dev.play.transport.ssh.hostkey;

import org.jspecify.annotations.NullMarked;
