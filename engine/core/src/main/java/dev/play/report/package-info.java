/** Reporters: they read events and nothing else. */
@NullMarked
package dev.play.report;

import org.jspecify.annotations.NullMarked;
