/**
 * From template text to a syntax tree: lexer, Pratt parser, statements. Knows no values' meaning.
 */
@NullMarked
package dev.play.template.syntax;

import org.jspecify.annotations.NullMarked;
