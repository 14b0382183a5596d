/** Jinja2's and Ansible's filters, by kind. */
@NullMarked
package dev.play.template.filter;

import org.jspecify.annotations.NullMarked;
