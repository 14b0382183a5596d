package dev.play.schema;

import dev.play.source.Span;
import dev.play.value.Value;

/**
 * One argument as written in a task.
 *
 * @param nameSpan where its name stands
 * @param value constant or template; templates inside lists and dictionaries are nested {@link
 *     Value.Template}s
 */
public record Argument(Span nameSpan, Span valueSpan, Value value) {}
