@NullMarked
package dev.play.transport.shell;

import org.jspecify.annotations.NullMarked;
