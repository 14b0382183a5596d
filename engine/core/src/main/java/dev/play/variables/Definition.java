package dev.play.variables;

import dev.play.value.Value;

/**
 * One place that defines a variable.
 *
 * @param origin the place, for people: {@code group_vars/web.yml}
 * @param value as written there: templates are not evaluated
 */
public record Definition(Precedence level, String origin, Value value) {}
