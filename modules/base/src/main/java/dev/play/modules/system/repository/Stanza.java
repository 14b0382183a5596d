package dev.play.modules.system.repository;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One repository in deb822 format: fields, those alone that are given. */
public final class Stanza {
  private final StringBuilder out = new StringBuilder();

  /** A field that says yes or no. */
  public Stanza flag(String name, Optional<Boolean> value) {
    return field(name, value.map(v -> v ? "yes" : "no"));
  }

  /** A field of words. */
  public Stanza words(String name, Optional<List<String>> list) {
    return field(name, list.map(l -> String.join(" ", l)));
  }

  /** A field with its value as it is; one of several lines starts with a line break. */
  public Stanza field(String name, Optional<String> value) {
    value.ifPresent(
        v -> out.append(name).append(v.startsWith("\n") ? ":" : ": ").append(v).append('\n'));
    return this;
  }

  /** A text of several lines as a field's value: a line without anything is a dot. */
  public static String folded(String text) {
    return text.lines()
        .map(String::strip)
        .map(line -> line.isEmpty() ? "." : line)
        .collect(Collectors.joining("\n    ", "\n    ", ""));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
