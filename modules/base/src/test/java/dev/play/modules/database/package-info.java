/** Tests of the modules. */
@NullMarked
package dev.play.modules.database;

import org.jspecify.annotations.NullMarked;
