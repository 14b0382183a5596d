/** Tests of the modules for systems with rpm. */
@NullMarked
package dev.play.modules.redhat;

import org.jspecify.annotations.NullMarked;
