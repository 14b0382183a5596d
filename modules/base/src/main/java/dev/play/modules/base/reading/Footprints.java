package dev.play.modules.base.reading;

import dev.play.host.HostPath;
import dev.play.host.Resource;
import dev.play.module.Footprint;
import dev.play.module.Reads;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What commands of the user's leave behind. */
public final class Footprints {
  private Footprints() {}

  /**
   * Of a program with its arguments.
   *
   * @param expands whether {@code $NAME} in the words is replaced
   */
  public static Footprint ofWords(List<String> words, boolean expands) {
    boolean asItIs = !expands || words.stream().noneMatch(w -> w.contains("$"));
    if (asItIs && Readers.reads(words)) {
      return Footprint.NONE;
    }
    return Writers.shows(String.join(" ", words)) ? Footprint.SOME : Footprint.UNTOLD;
  }

  /**
   * Of a script for a shell.
   *
   * @param shell what runs it, {@code /bin/sh} if not given
   */
  public static Footprint ofScript(String script, Optional<HostPath> shell) {
    boolean posix =
        shell.isEmpty()
            || Set.of("sh", "bash", "dash", "ash", "ksh", "zsh").contains(shell.get().name());
    if (posix && ShellScript.commands(script).filter(ShellScript::onlyReads).isPresent()) {
      return Footprint.NONE;
    }
    return Writers.shows(script) ? Footprint.SOME : Footprint.UNTOLD;
  }

  /**
   * What a script looks at, where it is one call of find(1) that names its places in full.
   *
   * @param shell what runs it, {@code /bin/sh} if not given
   */
  public static Optional<Reads> readsOfScript(String script, Optional<HostPath> shell) {
    return ofScript(script, shell) == Footprint.NONE
        ? ShellScript.commands(script)
            .filter(c -> c.size() == 1)
            .flatMap(c -> readsOfWords(c.getFirst()))
        : Optional.empty();
  }

  /** The same of a program with its arguments. */
  public static Optional<Reads> readsOfWords(List<String> words) {
    return Readers.reads(words) ? FindCall.reads(words) : Optional.empty();
  }

  /** What a program with its arguments may touch. */
  public static Set<Resource> touchedByWords(List<String> words, boolean expands) {
    Set<Resource> narrow = Writers.touched(words);
    return narrow.isEmpty() ? touched(ofWords(words, expands)) : narrow;
  }

  /** What a command of the user's may touch. */
  public static Set<Resource> touched(Footprint footprint) {
    return Set.of(footprint == Footprint.NONE ? Resource.NOTHING : Resource.EVERYTHING);
  }
}
