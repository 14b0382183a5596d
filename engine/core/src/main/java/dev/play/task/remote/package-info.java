/** Things that an API keeps, asked for and changed by the controller in a host's place. */
@NullMarked
package dev.play.task.remote;

import org.jspecify.annotations.NullMarked;
