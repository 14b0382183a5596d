/**
 * Checks over whole plays: variables and handlers that nobody defines, files that are not there.
 */
@NullMarked
package dev.play.compile.check;

import org.jspecify.annotations.NullMarked;
