/** What the modules that keep files share. */
@NullMarked
package dev.play.modules.base.file;

import org.jspecify.annotations.NullMarked;
