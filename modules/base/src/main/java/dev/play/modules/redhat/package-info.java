/** Packages of systems with rpm, and where they come from. */
@NullMarked
package dev.play.modules.redhat;

import org.jspecify.annotations.NullMarked;
