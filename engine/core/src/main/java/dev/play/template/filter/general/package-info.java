/** Filters of the collections community.general and ansible.utils. */
@NullMarked
package dev.play.template.filter.general;

import org.jspecify.annotations.NullMarked;
