/** The {@code config} command: settings and where they come from. */
@NullMarked
package dev.play.cli.config;

import org.jspecify.annotations.NullMarked;
