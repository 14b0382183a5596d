package dev.play.module;

import dev.play.host.FileMode;
import java.util.Optional;

/** The {@code mode} of modules that also know {@code preserve}: the mode of what is copied. */
public sealed interface ModeArgument {
  /** As what is copied has. */
  record Preserve() implements ModeArgument {
    @Override
    public FileMode resolve(int copied) {
      return new FileMode.Octal(copied);
    }
  }

  /** As given. */
  record Given(FileMode mode) implements ModeArgument {
    @Override
    public FileMode resolve(int copied) {
      return mode;
    }
  }

  /**
   * The mode to ask for.
   *
   * @param copied what the copied thing has, as permission bits
   */
  FileMode resolve(int copied);

  /** The same of an argument that may not have been given: then nothing is asked for. */
  static Optional<FileMode> resolve(Optional<ModeArgument> argument, int copied) {
    return argument.map(mode -> mode.resolve(copied));
  }
}
