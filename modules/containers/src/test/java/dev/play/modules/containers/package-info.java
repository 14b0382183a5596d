@NullMarked
package dev.play.modules.containers;

import org.jspecify.annotations.NullMarked;
