/** The values of the language: what YAML, expressions, facts and results are made of. */
@NullMarked
package dev.play.value;

import org.jspecify.annotations.NullMarked;
