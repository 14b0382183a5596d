/** What the modules that gather facts read. */
@NullMarked
package dev.play.modules.system.fact;

import org.jspecify.annotations.NullMarked;
