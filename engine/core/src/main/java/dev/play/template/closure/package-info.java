/**
 * From syntax tree to closures: names, arguments and constants are settled here, before anything
 * runs.
 */
@NullMarked
package dev.play.template.closure;

import org.jspecify.annotations.NullMarked;
