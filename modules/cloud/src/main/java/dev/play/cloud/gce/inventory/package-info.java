/** Compute Engine's instances as an inventory. */
@NullMarked
package dev.play.cloud.gce.inventory;

import org.jspecify.annotations.NullMarked;
