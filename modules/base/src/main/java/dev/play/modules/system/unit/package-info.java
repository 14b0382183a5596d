/** What the service modules share. */
@NullMarked
package dev.play.modules.system.unit;

import org.jspecify.annotations.NullMarked;
