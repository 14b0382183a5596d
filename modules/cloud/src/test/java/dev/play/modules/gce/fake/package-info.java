/** Google's servers, as far as modules ask them, in memory. */
@NullMarked
package dev.play.modules.gce.fake;

import org.jspecify.annotations.NullMarked;
