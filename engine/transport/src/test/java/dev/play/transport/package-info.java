@NullMarked
package dev.play.transport;

import org.jspecify.annotations.NullMarked;
