/** Tests. */
@NullMarked
package dev.play.modules.storage;

import org.jspecify.annotations.NullMarked;
