@NullMarked
package dev.play.transport.local;

import org.jspecify.annotations.NullMarked;
