@NullMarked
package dev.play.modules.base;

import org.jspecify.annotations.NullMarked;
