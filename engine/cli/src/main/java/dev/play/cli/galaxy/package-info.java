/** play galaxy: roles and collections from elsewhere. */
@NullMarked
package dev.play.cli.galaxy;

import org.jspecify.annotations.NullMarked;
