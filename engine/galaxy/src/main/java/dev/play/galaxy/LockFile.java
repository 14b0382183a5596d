package dev.play.galaxy;

import dev.play.galaxy.fetch.Identity;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Requirement;
import dev.play.source.Diagnostics;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** requirements.lock.yml: what each requirement was, when somebody looked last. Immutable. */
public record LockFile(List<Locked> entries) {
  /** Nothing is locked. */
  public static final LockFile EMPTY = new LockFile(List.of());

  private static final String HEAD =
      "# Written by `play galaxy install`, which follows it. Keep it with requirements.yml;\n"
          + "# `play galaxy install --update` looks for what is newer.\n";

  public LockFile {
    entries = List.copyOf(entries);
  }

  /** The lock file beside a requirements file: requirements.yml has requirements.lock.yml. */
  public static Path beside(Path requirements) {
    String name = requirements.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return requirements.resolveSibling(stem + ".lock.yml");
  }

  /** Reads it; where there is none nothing is locked. */
  public static LockFile read(Path file, YamlFiles yaml, Diagnostics problems) {
    if (!Files.exists(file)) {
      return EMPTY;
    }
    YamlFile loaded = yaml.load(file);
    loaded.problems().forEach(problems::add);
    List<Locked> entries = new ArrayList<>();
    if (loaded.root().orElse(null) instanceof Node.Mapping mapping) {
      for (ContentKind kind : ContentKind.values()) {
        if (mapping.get(kind.word() + "s").orElse(null) instanceof Node.Sequence list) {
          list.items().forEach(item -> entry(kind, item, problems).ifPresent(entries::add));
        }
      }
    }
    return new LockFile(entries);
  }

  private static Optional<Locked> entry(ContentKind kind, Node item, Diagnostics problems) {
    if (!(item instanceof Node.Mapping mapping)
        || text(mapping, "name").isEmpty()
        || text(mapping, "source").isEmpty()) {
      problems.error(item.span(), "an entry of a lock file has name and source");
      return Optional.empty();
    }
    Optional<Identity> commit = text(mapping, "commit").map(Identity.Commit::new);
    return Optional.of(
        new Locked(
            kind,
            text(mapping, "name").orElseThrow(),
            text(mapping, "source").orElseThrow(),
            text(mapping, "asked"),
            text(mapping, "version"),
            commit.or(() -> text(mapping, "sha256").map(Identity.Sha256::new))));
  }

  private static Optional<String> text(Node.Mapping mapping, String key) {
    return mapping.get(key).orElse(null) instanceof Node.Scalar scalar && !scalar.text().isBlank()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  /** What was written for a requirement as it is now. */
  List<Locked> of(Requirement wanted) {
    return entries.stream().filter(entry -> entry.isFor(wanted)).toList();
  }

  /** What was written for something of this name, however it was asked for. */
  Optional<Locked> named(ContentKind kind, String name) {
    return entries.stream().filter(e -> e.kind() == kind && e.name().equals(name)).findFirst();
  }

  /** This, and those entries of another of the kinds that are left alone. */
  public LockFile with(LockFile other, Predicate<ContentKind> leftAlone) {
    List<Locked> all = new ArrayList<>(entries);
    other.entries().stream().filter(entry -> leftAlone.test(entry.kind())).forEach(all::add);
    return new LockFile(all);
  }

  /** As text, the same for the same entries. */
  public String text() {
    StringBuilder out = new StringBuilder(HEAD);
    for (ContentKind kind : ContentKind.values()) {
      List<Locked> some =
          entries.stream()
              .filter(entry -> entry.kind() == kind)
              .sorted(Comparator.comparing(Locked::name))
              .toList();
      if (!some.isEmpty()) {
        out.append(kind.word()).append("s:\n");
        some.forEach(entry -> write(entry, out));
      }
    }
    return out.toString();
  }

  private static void write(Locked entry, StringBuilder out) {
    out.append("  - name: ").append(quoted(entry.name())).append('\n');
    line("source", Optional.of(entry.source()), out);
    line("asked", entry.asked(), out);
    line("version", entry.version(), out);
    entry.identity().ifPresent(i -> line(i.key(), Optional.of(i.digits()), out));
  }

  private static void line(String key, Optional<String> value, StringBuilder out) {
    value.ifPresent(
        v -> out.append("    ").append(key).append(": ").append(quoted(v)).append('\n'));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
