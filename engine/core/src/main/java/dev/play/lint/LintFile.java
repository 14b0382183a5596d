package dev.play.lint;

import dev.play.lint.seen.Scalars;
import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code .play-lint.yml}: which rules count and which files do not. Where there is none, that of
 * Ansible's linter, which has the same keys, counts as far as it goes.
 *
 * @param excluded globs of paths
 */
public record LintFile(Selection selection, List<String> excluded) {
  /** Nothing is set. */
  public static final LintFile NONE = new LintFile(Selection.USUAL, List.of());

  private static final List<String> KEYS =
      List.of("only_list", "skip_list", "enable_list", "warn_list", "exclude_paths");
  private static final List<String> OWN = List.of(".play-lint.yml", ".play-lint.yaml");
  private static final List<String> OTHERS =
      List.of(".ansible-lint", ".ansible-lint.yml", ".config/ansible-lint.yml");

  public LintFile {
    excluded = List.copyOf(excluded);
  }

  /** The one of a directory. */
  public static LintFile in(Path directory, YamlFiles yaml, Diagnostics problems) {
    Optional<Path> own = first(directory, OWN);
    if (own.isPresent()) {
      return read(own.get(), yaml, problems);
    }
    // Whatever is wrong with it is the business of the linter that it is for.
    return first(directory, OTHERS)
        .map(file -> of(yaml.load(file)))
        .map(LintFile::known)
        .orElse(NONE);
  }

  private static Optional<Path> first(Path directory, List<String> names) {
    return names.stream().map(directory::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** Reads a file of play's own: what it does not know is a mistake. */
  public static LintFile read(Path path, YamlFiles yaml, Diagnostics problems) {
    YamlFile file = yaml.load(path);
    file.problems().forEach(problems::add);
    if (file.root().orElse(null) instanceof Node.Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        if (!KEYS.contains(entry.name())) {
          problems.error(
              entry.key().span(),
              entry.name() + " is no key of " + file.name(),
              NearName.of(entry.name(), KEYS)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("there are " + String.join(", ", KEYS)));
        }
      }
    } else if (file.root().isPresent()) {
      problems.error(file.root().get().span(), file.name() + " must be a dictionary");
    }
    LintFile found = of(file);
    found
        .selection()
        .unknown(Rules.all())
        .forEach(
            name ->
                problems.error(
                    dev.play.source.Span.none(file.name()),
                    "there is no rule " + name,
                    "`play lint --rules` lists them"));
    return found;
  }

  private static LintFile of(YamlFile file) {
    return new LintFile(
        new Selection(
            list(file, "only_list"),
            list(file, "skip_list"),
            list(file, "enable_list"),
            list(file, "warn_list")),
        list(file, "exclude_paths"));
  }

  /** Without the names of rules that play has not. */
  private LintFile known() {
    List<String> unknown = selection.unknown(Rules.all());
    return new LintFile(
        new Selection(
            without(selection.only(), unknown),
            without(selection.skip(), unknown),
            without(selection.enable(), unknown),
            without(selection.warn(), unknown)),
        excluded);
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(name -> !some.contains(name)).toList();
  }

  private static List<String> list(YamlFile file, String key) {
    return file.root().orElse(null) instanceof Node.Mapping mapping
        ? mapping.get(key).map(Scalars::texts).orElse(List.of()).stream()
            .map(Node.Scalar::text)
            .toList()
        : List.of();
  }
}
