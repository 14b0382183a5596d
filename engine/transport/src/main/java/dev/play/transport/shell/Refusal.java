package dev.play.transport.shell;

import dev.play.connection.Become;
import dev.play.host.HostException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What to tell the operator where a shell would not start. */
final class Refusal {
  private Refusal() {}

  /** The login's own shell ended, or said nothing, before it could be used. */
  static HostException login(String said, OptionalInt status, String what) {
    return HostException.unreachable(
        "no shell could be started: it " + what + status(status) + words(said), null);
  }

  static HostException wrongPassword(Become become) {
    return new HostException(
        "%s: wrong password for becoming %s".formatted(name(become), become.user()));
  }

  static HostException passwordWanted(Become become) {
    return new HostException(
        "%s asks for a password for becoming %s: give one (-K, or become_password)"
            .formatted(name(become), become.user()));
  }

  /** The command that becomes another user ended before the new shell answered. */
  static HostException become(Become become, String said, OptionalInt status) {
    String name = name(become);
    String text = said.toLowerCase(Locale.ROOT);
    Optional<String> hint = Optional.empty();
    if (status.orElse(0) == 127 || text.contains("not found")) {
      hint =
          Optional.of(
              name + " is not installed on the host: install it, or choose another become_method");
    } else if (text.contains("must have a tty") || text.contains("no tty present")) {
      hint =
          Optional.of(
              "sudo insists on a terminal (requiretty): add 'Defaults:USER !requiretty' to the"
                  + " host's sudoers for the login user");
    } else if (text.contains("password is required") || text.contains("a password is required")) {
      return passwordWanted(become);
    } else if (text.contains("sudoers") || text.contains("not allowed")) {
      hint = Optional.of("the login user may not become " + become.user() + " by " + name);
    } else if (become.method() == Become.Method.DOAS && text.contains("auth")) {
      hint =
          Optional.of(
              "doas asks for a password only on a terminal: allow the login user 'nopass' in"
                  + " doas.conf, or choose another become_method");
    } else if (text.contains("incorrect password") || text.contains("authentication failure")) {
      return wrongPassword(become);
    }
    String why =
        hint.orElse(name + " would not start a shell as " + become.user() + status(status));
    return new HostException(why + words(said));
  }

  /** It neither asked nor started within the time that it has. */
  static HostException silent(Become become, String said) {
    return new HostException(
        "%s did not start a shell as %s in time%s"
            .formatted(name(become), become.user(), words(said)));
  }

  private static String name(Become become) {
    return become.method().name().toLowerCase(Locale.ROOT);
  }

  private static String status(OptionalInt status) {
    return status.isPresent() ? " (status " + status.getAsInt() + ")" : "";
  }

  private static String words(String said) {
    String text = said.strip();
    return text.isEmpty() ? "" : "; the host says: " + text;
  }
}
