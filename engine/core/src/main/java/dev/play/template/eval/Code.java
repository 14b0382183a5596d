package dev.play.template.eval;

import dev.play.value.Value;

/** A compiled expression. Never gives a {@link Value.Template}. */
@FunctionalInterface
public interface Code {
  Value run(Frame frame);
}
