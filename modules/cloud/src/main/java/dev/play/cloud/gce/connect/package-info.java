/** How Google Compute Engine's hosts are reached. */
@NullMarked
package dev.play.cloud.gce.connect;

import org.jspecify.annotations.NullMarked;
