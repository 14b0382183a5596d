@NullMarked
package dev.play.modules.base.archive;

import org.jspecify.annotations.NullMarked;
