/** A process that stays, warm, for the next runs in its directory ({@code play warm}). */
@NullMarked
package dev.play.cli.warm;

import org.jspecify.annotations.NullMarked;
