package dev.play.modules.base.file;

import dev.play.host.FileMode;
import dev.play.value.Value;
import java.util.Optional;

/** The {@code mode} of modules that also know {@code preserve}: the mode of what is copied. */
public sealed interface ModeArgument {
  /** As what is copied has. */
  record Preserve() implements ModeArgument {}

  /** As given; nothing asked for when empty. */
  record Given(Optional<FileMode> mode) implements ModeArgument {}

  /**
   * Reads the argument. A number is the bits themselves: YAML 1.1 reads {@code 0644} as octal.
   *
   * @throws IllegalArgumentException when it is neither a mode nor {@code preserve}
   */
  static ModeArgument of(Optional<Value> argument) {
    if (argument.isEmpty() || argument.get() instanceof Value.None) {
      return new Given(Optional.empty());
    }
    Value value = argument.get() instanceof Value.Secret(Value hidden) ? hidden : argument.get();
    if (value instanceof Value.Int(long bits) && bits >= 0 && bits <= 07777) {
      return new Given(Optional.of(new FileMode.Octal((int) bits)));
    }
    if (value instanceof Value.Text(String text)) {
      if (text.equals("preserve")) {
        return new Preserve();
      }
      Optional<FileMode> mode = FileMode.parse(text);
      if (mode.isPresent()) {
        return new Given(mode);
      }
    }
    throw new IllegalArgumentException(
        "mode must be like 0644, u=rw,g=r or preserve, not "
            + Value.toJava(value, s -> "********"));
  }

  /** The mode to ask for, given what the copied thing has. */
  default Optional<FileMode> resolve(int copied) {
    return switch (this) {
      case Preserve p -> Optional.of(new FileMode.Octal(copied));
      case Given(Optional<FileMode> mode) -> mode;
    };
  }
}
