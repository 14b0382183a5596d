/** What docker tells of things, as results. */
@NullMarked
package dev.play.modules.containers.info;

import org.jspecify.annotations.NullMarked;
