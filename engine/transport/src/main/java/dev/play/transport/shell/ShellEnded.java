package dev.play.transport.shell;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stream of a framed shell ended where an answer was awaited. */
final class ShellEnded extends Exception {
  private static final long serialVersionUID = 1L;

  ShellEnded(@Nullable IOException cause) {
    super(cause == null ? "end of stream" : cause.getMessage(), cause);
  }
}
