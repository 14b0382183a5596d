package dev.play.compile.check;

import dev.play.compile.Step;
import dev.play.schema.Argument;
import dev.play.schema.NearName;
import dev.play.source.Diagnostics;
import dev.play.template.Compiled;
import dev.play.template.FileOptions;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that tasks take from the controller: that they are there, and that templates parse. */
final class FileCheck {
  /** The argument that names the file, and the directory it lies in. */
  private static final Map<String, List<String>> SOURCES =
      Map.of(
          "copy", List.of("src", "files"),
          "template", List.of("src", "templates"),
          "unarchive", List.of("src", "files"),
          "script", List.of("_raw", "files"),
          "include_vars", List.of("file", "vars"));

  private static final Pattern FIRST_WORD = Pattern.compile("^(?:'([^']*)'|\"([^\"]*)\"|(\\S+))");

  private final TemplateCompiler templates;
  private final Function<Path, String> nameOf;
  private final Diagnostics problems;
  private final Map<Path, Optional<Compiled>> parsed = new HashMap<>();
  private final List<Rendered> rendered = new ArrayList<>();

  /**
   * A template that a task renders.
   *
   * @param conditional whether the play may go by without it
   */
  record Rendered(Compiled text, boolean conditional) {}

  FileCheck(TemplateCompiler templates, Function<Path, String> nameOf, Diagnostics problems) {
    this.templates = templates;
    this.nameOf = nameOf;
    this.problems = problems;
  }

  /** The templates of all that was checked. */
  List<Rendered> rendered() {
    return rendered;
  }

  /**
   * @param made whether the plays work on the controller too, and may make the files themselves
   */
  void check(Visit visit, boolean made) {
    switch (visit.step()) {
      case Step.Task task -> check(visit, made, task.module().name(), task.arguments());
      case Step.Engine engine -> check(visit, made, engine.spec().name(), engine.arguments());
      default -> {}
    }
  }

  private void check(Visit visit, boolean made, String module, Map<String, Argument> arguments) {
    List<String> where = SOURCES.get(module);
    if (where == null || isRemote(arguments)) {
      return;
    }
    Argument source = arguments.get(where.getFirst());
    if (source == null && module.equals("include_vars")) {
      source = arguments.get("_raw");
    }
    if (source == null || !(source.value() instanceof Value.Text(String text)) || text.isBlank()) {
      return;
    }
    String name = module.equals("script") ? firstWord(text) : text;
    if (name.startsWith("/") || name.startsWith("~") || name.contains("://")) {
      return;
    }
    Optional<Path> found = ControllerFile.find(visit.step().around(), where.getLast(), name);
    if (found.isEmpty()) {
      int before = problems.all().size();
      missing(visit, source, where.getLast(), name);
      if (made) {
        problems.soften(before);
      }
    } else if (module.equals("template")) {
      int before = problems.all().size();
      parsed
          .computeIfAbsent(found.get(), file -> parse(file, arguments))
          .ifPresent(file -> rendered.add(new Rendered(file, visit.conditional())));
      if (visit.forgiven()) {
        problems.soften(before);
      }
    }
  }

  private static String firstWord(String command) {
    Matcher word = FIRST_WORD.matcher(command.strip());
    if (!word.find()) {
      return command;
    }
    return word.group(1) != null
        ? word.group(1)
        : word.group(2) != null ? word.group(2) : word.group(3);
  }

  private static boolean isRemote(Map<String, Argument> arguments) {
    Argument remote = arguments.get("remote_src");
    return remote != null && !Value.FALSE.equals(remote.value());
  }

  private void missing(Visit visit, Argument source, String directory, String name) {
    List<Path> candidates = ControllerFile.candidates(visit.step().around(), directory, name);
    if (visit.conditional()) {
      near(candidates, name)
          .filter(n -> NearName.isSlip(Path.of(name).getFileName().toString(), n))
          .map(n -> "there is no file " + name + "; did you mean " + n + "?")
          .ifPresent(message -> problems.warning(source.valueSpan(), message));
      return;
    }
    List<String> searched = candidates.stream().map(nameOf).toList();
    problems.error(
        source.valueSpan(),
        "there is no file " + name,
        near(candidates, name).map(n -> "did you mean " + n + "? ").orElse("")
            + "searched "
            + String.join(", ", searched));
  }

  private static Optional<String> near(List<Path> candidates, String name) {
    List<String> names = new ArrayList<>();
    for (Path candidate : candidates) {
      Path directory = candidate.getParent();
      if (directory == null || !Files.isDirectory(directory)) {
        continue;
      }
      try (Stream<Path> entries = Files.list(directory)) {
        entries.forEach(entry -> names.add(entry.getFileName().toString()));
      } catch (IOException e) {
        // A directory that cannot be listed has no names to offer.
        continue;
      }
    }
    return NearName.of(Path.of(name).getFileName().toString(), names);
  }

  private Optional<Compiled> parse(Path file, Map<String, Argument> arguments) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file);
      if (VaultSecrets.isEnvelope(text)) {
        return Optional.empty();
      }
      String name = nameOf.apply(file);
      if (name.endsWith(".mustache")) {
        return Optional.of(templates.mustache(text, name, problems));
      }
      return options(arguments).map(options -> templates.file(text, name, options, problems));
    } catch (IOException e) {
      problems.error(
          new dev.play.source.Span(nameOf.apply(file), 0, 0, 1),
          nameOf.apply(file) + ": is no readable UTF-8 text: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Empty when an option is not known before the run. */
  private static Optional<FileOptions> options(Map<String, Argument> arguments) {
    FileOptions options = FileOptions.TEMPLATE_MODULE;
    for (String name :
        List.of(
            "variable_start_string",
            "variable_end_string",
            "block_start_string",
            "block_end_string",
            "comment_start_string",
            "comment_end_string",
            "trim_blocks",
            "lstrip_blocks")) {
      Argument given = arguments.get(name);
      if (given == null) {
        continue;
      }
      switch (given.value()) {
        case Value.Text(String text) -> options = options.with(name, text);
        case Value.Bool(boolean b) -> options = options.with(name, String.valueOf(b));
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(options);
  }
}
