@NullMarked
package dev.play.modules.tool;

import org.jspecify.annotations.NullMarked;
