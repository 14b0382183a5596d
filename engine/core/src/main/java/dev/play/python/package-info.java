/** Python modules by an Ansible that the user has: where it lies, and what goes to a host. */
@NullMarked
package dev.play.python;

import org.jspecify.annotations.NullMarked;
