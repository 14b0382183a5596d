/**
 * Things that are no host's: what an API keeps, asked for and changed from the controller. Modules
 * name them; services found on the class path know how to ask.
 */
@NullMarked
package dev.play.remote;

import org.jspecify.annotations.NullMarked;
