package dev.play.compile.check;

import dev.play.compile.CompiledPlay;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.schema.Argument;
import dev.play.source.Span;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which facts plays may look up: those named in any file that was compiled, in any file of the
 * roles in use, and in the templates beside the playbook. Any at all where a file is read whose
 * name is computed and may lead elsewhere.
 */
final class FactScan {
  private static final long LARGEST_FILE = 1 << 20;
  private static final List<String> ROLE_PARTS =
      List.of("tasks", "handlers", "vars", "defaults", "meta", "templates");

  private final FactNames names = new FactNames();
  private final Set<Path> scanned = new HashSet<>();
  private final Set<Line> includes = new HashSet<>();
  private final Set<Line> found = new HashSet<>();
  private final ComputedNames computed;
  private final VariableFileNames variableFiles;

  FactScan(TemplateCompiler templates, VariableFileNames variableFiles) {
    this.computed = new ComputedNames(templates);
    this.variableFiles = variableFiles;
  }

  /** Where something is written: a name's own place begins behind its quotes. */
  private record Line(String file, int number) {
    static Line of(Span span) {
      return new Line(span.file(), span.line());
    }
  }

  Set<String> names() {
    return names.names();
  }

  void compiled(Collection<YamlFile> files) {
    files.forEach(file -> file.root().ifPresent(this::node));
    // One whose text was not found again may be written in any way.
    if (!found.containsAll(includes)) {
      any();
    }
  }

  private void node(Node node) {
    switch (node) {
      case Node.Scalar scalar -> {
        Line line = Line.of(scalar.span());
        if (includes.contains(line)) {
          found.add(line);
          if (ComputedNames.leadsOut(scalar.text())) {
            any();
          }
        }
        names.in(scalar.text());
        names.in(scalar.value());
      }
      case Node.Sequence list -> list.items().forEach(this::node);
      case Node.Mapping mapping -> mapping.entries().forEach(entry -> node(entry.value()));
    }
  }

  /** That there may be more than can be told. */
  void any() {
    names.any();
  }

  void play(CompiledPlay play) {
    directory(play.directory().resolve("templates"));
    boolean isFixed =
        play.varsFiles().stream().flatMap(List::stream).allMatch(f -> f.constant().isPresent());
    if (!isFixed) {
      any();
    }
  }

  void step(Step step) {
    step.around().role().ifPresent(this::role);
    if (step instanceof Step.Task task && task.module().name().equals("template")) {
      template(task);
    }
    if (step instanceof Step.Engine engine && engine.action() == Step.BuiltIn.INCLUDE_VARS) {
      variables(engine);
    }
  }

  /** An include of which the compiler cannot tell what it brings. */
  void include(Step step) {
    if (step instanceof Step.IncludeTasks tasks && computed.stayInRole(step, tasks.file())) {
      includes.add(Line.of(tasks.file().span()));
    } else {
      any();
    }
  }

  private void variables(Step.Engine task) {
    Argument file = task.arguments().getOrDefault("_raw", task.arguments().get("file"));
    boolean isTold =
        file != null && file.value() instanceof Value.Template t
            ? computed.stayInRole(task, t)
            : variableFiles.of(task).complete();
    if (!isTold) {
      any();
    }
  }

  private void role(RoleScope role) {
    if (scanned.add(role.directory())) {
      ROLE_PARTS.forEach(part -> directory(role.directory().resolve(part)));
    }
  }

  /** Templates of the role and beside the playbook are read anyway; others are looked up here. */
  private void template(Step.Task task) {
    Argument source = task.arguments().get("src");
    if (source == null) {
      names.any();
      return;
    }
    switch (source.value()) {
      case Value.Text(String name) -> {
        Optional<Path> file = ControllerFile.find(task.around(), "templates", name);
        file.filter(Files::isRegularFile).ifPresent(this::file);
      }
      case Value.Template(String text, var span)
          when !text.startsWith("/") && task.around().role().isPresent() -> {}
      default -> names.any();
    }
  }

  private void directory(Path directory) {
    if (!Files.isDirectory(directory) || !scanned.add(directory)) {
      return;
    }
    try (Stream<Path> below = Files.walk(directory)) {
      below.filter(Files::isRegularFile).forEach(this::file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void file(Path file) {
    if (!scanned.add(file)) {
      return;
    }
    try {
      if (Files.size(file) > LARGEST_FILE) {
        names.any();
        return;
      }
      names.in(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // Nobody can read it now; whoever needs it says so when it is needed.
      names.any();
    }
  }
}
