package dev.play.template.eval;

import java.util.List;

/**
 * A compiled macro.
 *
 * @param defaults of the last parameters
 * @param takesRest whether its body reads {@code varargs}
 * @param takesNamed whether its body reads {@code kwargs}
 * @param takesCaller whether its body reads {@code caller}
 */
public record MacroCode(
    List<String> parameters,
    List<Code> defaults,
    Step body,
    boolean takesRest,
    boolean takesNamed,
    boolean takesCaller) {}
