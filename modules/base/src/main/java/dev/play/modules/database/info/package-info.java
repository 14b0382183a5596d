/** What the modules that only tell of database servers put together. */
@NullMarked
package dev.play.modules.database.info;

import org.jspecify.annotations.NullMarked;
