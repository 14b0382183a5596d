/** Tests of synchronize between hosts of their own. */
@NullMarked
package dev.play.cli.synchronize;

import org.jspecify.annotations.NullMarked;
