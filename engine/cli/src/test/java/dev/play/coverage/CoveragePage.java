package dev.play.coverage;

import dev.play.schema.ModuleLibrary;
import dev.play.schema.ModuleSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** docs/modules-coverage.md: what of Ansible's options each module covers. */
public final class CoveragePage {
  private static final String HEAD =
      """
      # Modules against Ansible's

      Written by `ModulePagesTest` (`-Dplay.coverage.write=true`), which also holds it, from the modules' records, from the facts that
      `compat/options` reads out of Ansible's documentation (ansible-core 2.18, the collections of ansible 12) and from `compat/module-notes`.

      - *Options*: those covered of those documented, the module's own first level. An option that is left out is refused by name before a host is asked.
      - *Check*: every module has a check; *yes* tells same or would change, the rest says when it can tell nothing. `--diff` shows every change: files as a
        unified diff, all else in words.
      - *Cases*, as of the day it was written: each is checked, run and run again under the laws of [module-author.md](module-author.md).
      - *Tried on*: Debian 13 hosts over SSH unless it says otherwise.

      | module | Ansible's | options | left out, or other than there | check | cases | tried on |
      |---|---|---|---|---|---|---|
      """;

  private final CoverageNotes notes;
  private final Path modules;

  /**
   * @param modules the directory of the modules' sources
   */
  public CoveragePage(CoverageNotes notes, Path modules) {
    this.notes = notes;
    this.modules = modules;
  }

  /** The page. */
  public String of(ModuleLibrary library, List<DocumentedOption> documented) {
    StringBuilder out = new StringBuilder(HEAD);
    Map<String, List<DocumentedOption>> byModule =
        documented.stream().collect(Collectors.groupingBy(DocumentedOption::module));
    for (String name : library.names().stream().sorted().toList()) {
      library
          .find(name)
          .filter(s -> byModule.containsKey(s.name()))
          .ifPresent(s -> out.append(row(s, byModule.getOrDefault(s.name(), List.of()))));
    }
    return out.toString();
  }

  private String row(ModuleSpec spec, List<DocumentedOption> documented) {
    String name = spec.name();
    List<Difference> differences =
        documented.stream().flatMap(o -> o.differences(spec).stream()).toList();
    List<String> told = new ArrayList<>();
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Difference one : differences) {
      String reason = notes.about(one).orElse("?");
      byReason.computeIfAbsent(reason, r -> new ArrayList<>()).add("`" + one.what() + "`");
    }
    byReason.forEach((reason, whats) -> told.add(String.join(" ", whats) + ": " + reason));
    long missing = differences.stream().filter(Difference::isMissing).count();
    return "| [%s](modules/%s.md) | %s | %s | %s | %s | %d | %s |\n"
        .formatted(
            name,
            name,
            documented.getFirst().owner(),
            documented.size() - missing + "/" + documented.size(),
            String.join("; ", told).replace("|", "\\|"),
            notes.about(name, ":check").orElse("yes"),
            cases(name),
            notes.about(name, ":tried").orElse(""));
  }

  private long cases(String name) {
    try (Stream<Path> files = Files.walk(modules)) {
      return files
          .filter(f -> f.toString().contains("/src/test/resources/"))
          .filter(f -> f.getFileName().toString().matches(name + "(-[a-z0-9-]+)?\\.yml"))
          .mapToLong(CoveragePage::named)
          .sum();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long named(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(l -> l.startsWith("- name:")).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
