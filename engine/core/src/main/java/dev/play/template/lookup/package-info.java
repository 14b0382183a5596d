/** Ansible's lookups, and the functions that call them. */
@NullMarked
package dev.play.template.lookup;

import org.jspecify.annotations.NullMarked;
