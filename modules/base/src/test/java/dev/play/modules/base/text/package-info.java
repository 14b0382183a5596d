@NullMarked
package dev.play.modules.base.text;

import org.jspecify.annotations.NullMarked;
