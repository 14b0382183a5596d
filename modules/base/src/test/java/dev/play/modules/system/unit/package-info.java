@NullMarked
package dev.play.modules.system.unit;

import org.jspecify.annotations.NullMarked;
