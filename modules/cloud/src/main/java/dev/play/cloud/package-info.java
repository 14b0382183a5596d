/**
 * Google Cloud: the inventory of Compute Engine's instances, the ways to reach them, and what makes
 * them.
 */
@NullMarked
package dev.play.cloud;

import org.jspecify.annotations.NullMarked;
