/** The modules for databases, on a host that has one. */
@org.jspecify.annotations.NullMarked
package dev.play.modules.database;
