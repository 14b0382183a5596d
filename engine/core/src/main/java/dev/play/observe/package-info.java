/** Asking a host: many probes in one script, its reply read into typed answers, and a cache. */
@NullMarked
package dev.play.observe;

import org.jspecify.annotations.NullMarked;
