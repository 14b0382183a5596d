/** Jinja2's and Ansible's tests. */
@NullMarked
package dev.play.template.test;

import org.jspecify.annotations.NullMarked;
