/** Modules for directories: LDAP. */
@NullMarked
package dev.play.modules.directory;

import org.jspecify.annotations.NullMarked;
