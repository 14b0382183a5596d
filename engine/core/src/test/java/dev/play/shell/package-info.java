@NullMarked
package dev.play.shell;

import org.jspecify.annotations.NullMarked;
