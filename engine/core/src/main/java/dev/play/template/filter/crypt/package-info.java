/** Hashes and encodings. */
@NullMarked
package dev.play.template.filter.crypt;

import org.jspecify.annotations.NullMarked;
