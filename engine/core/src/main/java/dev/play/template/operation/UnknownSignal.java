package dev.play.template.operation;

import dev.play.value.Value;

/** Leaves an evaluation whose course depends on something unknown; the whole result is unknown. */
public final class UnknownSignal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Value.Unknown unknown;

  public UnknownSignal(Value.Unknown unknown) {
    super(unknown.because(), null, false, false);
    this.unknown = unknown;
  }

  public Value.Unknown unknown() {
    return unknown;
  }
}
