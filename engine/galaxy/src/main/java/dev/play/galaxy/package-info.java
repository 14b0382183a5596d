/** Roles and collections from elsewhere: what is asked for, where it comes from, its lock file. */
@NullMarked
package dev.play.galaxy;

import org.jspecify.annotations.NullMarked;
