@NullMarked
package dev.play.modules.containers.docker;

import org.jspecify.annotations.NullMarked;
