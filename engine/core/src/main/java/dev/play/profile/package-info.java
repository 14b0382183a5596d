/** Where the time of a run goes. */
@NullMarked
package dev.play.profile;

import org.jspecify.annotations.NullMarked;
