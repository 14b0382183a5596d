/** Tables of PostgreSQL: what they are to be, what they are, and the statements between. */
@NullMarked
package dev.play.modules.database.table;

import org.jspecify.annotations.NullMarked;
