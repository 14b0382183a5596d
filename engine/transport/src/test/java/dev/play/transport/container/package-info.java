@NullMarked
package dev.play.transport.container;

import org.jspecify.annotations.NullMarked;
