/** Tests of what commands of the user's are taken for. */
@NullMarked
package dev.play.modules.base.reading;

import org.jspecify.annotations.NullMarked;
