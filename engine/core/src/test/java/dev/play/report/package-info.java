/** Tests. */
@NullMarked
package dev.play.report;

import org.jspecify.annotations.NullMarked;
