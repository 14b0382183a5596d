/** Modules for database servers, which are asked by their own command-line clients. */
@NullMarked
package dev.play.modules.database;

import org.jspecify.annotations.NullMarked;
