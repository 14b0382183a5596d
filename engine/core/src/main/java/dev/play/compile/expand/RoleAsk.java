package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.VarLayer;
import dev.play.source.Span;
import java.util.Optional;

/**
 * A role asked for.
 *
 * @param keywords those around merged with those of the use
 * @param params given with the use
 * @param useVars the {@code vars} of the use
 * @param allowDuplicates overrides what the role says itself
 * @param validate whether its argument specification is checked
 */
record RoleAsk(
    String name,
    Span span,
    Keywords keywords,
    VarLayer params,
    VarLayer useVars,
    RoleFiles from,
    boolean isPublic,
    Optional<Boolean> allowDuplicates,
    boolean validate) {}
