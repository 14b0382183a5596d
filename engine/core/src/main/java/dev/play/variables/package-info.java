/** What a name means to a host and a task: layers by Ansible's precedence, magic variables. */
@NullMarked
package dev.play.variables;

import org.jspecify.annotations.NullMarked;
