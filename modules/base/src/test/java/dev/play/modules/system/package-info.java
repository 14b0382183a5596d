@NullMarked
package dev.play.modules.system;

import org.jspecify.annotations.NullMarked;
