@NullMarked
package dev.play.modules.database.sql;

import org.jspecify.annotations.NullMarked;
