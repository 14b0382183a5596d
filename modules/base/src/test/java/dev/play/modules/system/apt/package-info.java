@NullMarked
package dev.play.modules.system.apt;

import org.jspecify.annotations.NullMarked;
