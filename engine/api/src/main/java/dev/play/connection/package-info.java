/** How bytes reach a host. Modules may not import this package (held by ArchUnit). */
@NullMarked
package dev.play.connection;

import org.jspecify.annotations.NullMarked;
