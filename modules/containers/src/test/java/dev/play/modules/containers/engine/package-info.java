@NullMarked
package dev.play.modules.containers.engine;

import org.jspecify.annotations.NullMarked;
