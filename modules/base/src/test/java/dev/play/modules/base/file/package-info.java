@NullMarked
package dev.play.modules.base.file;

import org.jspecify.annotations.NullMarked;
