/** Keywords compiled and merged with those around. */
@NullMarked
package dev.play.compile.keyword;

import org.jspecify.annotations.NullMarked;
