@NullMarked
package dev.play.transport.ssh;

import org.jspecify.annotations.NullMarked;
