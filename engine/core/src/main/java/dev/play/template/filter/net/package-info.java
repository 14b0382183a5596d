/** Network addresses: the filters and tests of the collection ansible.utils. */
@NullMarked
package dev.play.template.filter.net;

import org.jspecify.annotations.NullMarked;
