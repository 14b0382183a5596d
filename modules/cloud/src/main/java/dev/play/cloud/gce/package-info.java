/**
 * What everything that talks to Google shares: who we are, which server, patience, and its errors
 * told well.
 */
@NullMarked
package dev.play.cloud.gce;

import org.jspecify.annotations.NullMarked;
