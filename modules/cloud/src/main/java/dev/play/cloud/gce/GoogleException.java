package dev.play.cloud.gce;

import dev.play.host.HostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Google refused or could not be asked. The message says what happened and what to do. */
public final class GoogleException extends HostException {
  private static final long serialVersionUID = 1L;

  private final transient GoogleFault fault;

  public GoogleException(GoogleFault fault, @Nullable Throwable cause) {
    super(
        fault.message() + fault.hint().map(hint -> " (" + hint + ")").orElse(""),
        fault.kind() == GoogleFault.Kind.UNREACHABLE,
        cause);
    this.fault = fault;
  }

  public GoogleFault fault() {
    return fault;
  }

  /** One without an answer behind it. */
  static GoogleException of(GoogleFault.Kind kind, String message, String hint) {
    return new GoogleException(
        new GoogleFault(
            kind, 0, "", message, hint.isEmpty() ? Optional.empty() : Optional.of(hint)),
        null);
  }
}
