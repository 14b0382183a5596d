package dev.play.template.syntax;

import dev.play.template.FileOptions;

/**
 * @param literalBackslashes whether backslashes in strings within {@code {{ }}} stand for
 *     themselves
 */
public record LexerOptions(FileOptions file, boolean literalBackslashes) {}
