package dev.play.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people say of modules and options, in compat/module-notes: {@code MODULE WHAT WORDS}, where
 * a module may end with an asterisk and what is an option, {@code OPTION.FACT}, {@code :check} or
 * {@code :tried}.
 */
public record CoverageNotes(List<Note> notes) {
  /** A line of it. */
  public record Note(String module, String what, String words) {
    boolean isOf(String name, String fact) {
      boolean itself =
          module.endsWith("*")
              ? name.startsWith(module.substring(0, module.length() - 1))
              : name.equals(module);
      return itself && fact.equals(what);
    }

    @Override
    public String toString() {
      return module + " " + what;
    }
  }

  /** The file's lines; those that begin with # and empty ones are none. */
  public static CoverageNotes of(Path file) throws IOException {
    List<Note> out = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.split(" +", 3);
        out.add(new Note(words[0], words[1], words[2]));
      }
    }
    return new CoverageNotes(out);
  }

  /** What is said of it. */
  public Optional<String> about(String module, String what) {
    return notes.stream().filter(n -> n.isOf(module, what)).map(Note::words).findFirst();
  }

  /** The reason for a difference. */
  public Optional<String> about(Difference difference) {
    return about(difference.module(), difference.what());
  }

  /** Lines about options that are no reason for any of the differences. */
  public List<Note> idle(List<Difference> differences) {
    return notes.stream()
        .filter(n -> !n.what().startsWith(":"))
        .filter(n -> differences.stream().noneMatch(d -> n.isOf(d.module(), d.what())))
        .toList();
  }
}
