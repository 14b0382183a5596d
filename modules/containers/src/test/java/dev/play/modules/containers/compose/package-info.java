@NullMarked
package dev.play.modules.containers.compose;

import org.jspecify.annotations.NullMarked;
