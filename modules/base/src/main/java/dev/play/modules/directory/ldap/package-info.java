/** How a directory is asked and changed: the host's LDAP tools, LDIF, names and filters. */
@NullMarked
package dev.play.modules.directory.ldap;

import org.jspecify.annotations.NullMarked;
