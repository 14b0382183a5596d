package dev.play.discovery;

import dev.play.source.Span;
import dev.play.value.Value;

/**
 * One option of a configured source of hosts.
 *
 * @param value expressions in it are evaluated; {@link Value.Secret} where it comes from a vault
 * @param span where the value stands
 */
public record SourceOption(String name, Value value, Span span) {}
