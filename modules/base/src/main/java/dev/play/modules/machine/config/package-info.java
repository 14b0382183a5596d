/** Configuration files of the machine, read and edited. */
@NullMarked
package dev.play.modules.machine.config;

import org.jspecify.annotations.NullMarked;
