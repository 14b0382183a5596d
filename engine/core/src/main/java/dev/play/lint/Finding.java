package dev.play.lint;

import dev.play.source.Span;

/**
 * Something better done otherwise.
 *
 * @param message what is there
 * @param hint what to do
 */
public record Finding(String rule, String message, Span span, String hint) {}
