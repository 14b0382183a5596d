/** How a host is reached and who to become on it, from variables, keywords and command line. */
@NullMarked
package dev.play.variables.connect;

import org.jspecify.annotations.NullMarked;
