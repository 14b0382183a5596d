package dev.play.compile.expand;

import dev.play.compile.role.RolesPath;
import dev.play.python.PythonModules;
import dev.play.schema.ClassPathModules;
import dev.play.schema.action.EngineActions;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.DiagnosticText;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A directory with playbooks to compile. */
final class Scratchpad {
  private final Path directory;

  Scratchpad(Path directory) {
    this.directory = directory;
  }

  Scratchpad file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  CompileResult compile(String playbook) {
    return compile(playbook, Set.of(), Map.of());
  }

  CompileResult compile(String playbook, Set<String> inventory, Map<String, Value> extra) {
    ClassPathModules library =
        new ClassPathModules(
            Scratchpad.class.getClassLoader(),
            List.of("dev.play.compile.modules"),
            EngineActions.ALL);
    CompileContext context =
        new CompileContext(
            directory,
            directory,
            RolesPath.from(Settings.usual(directory), directory),
            library,
            new PythonModules(Settings.usual(directory), List.of(), command -> Optional.empty()),
            new TemplateCompiler(StandardLibrary.create()),
            VaultSecrets.none(),
            inventory,
            Set.of(),
            pattern -> !pattern.equals("nobody"),
            extra,
            Map.of(),
            Settings.usual(directory),
            true);
    return new PlaybookCompiler(context).compile(List.of(Path.of(playbook)));
  }

  String rendered(CompileResult result) {
    return DiagnosticText.ofFiles(directory).render(result.problems());
  }

  static String errors(CompileResult result) {
    return result.problems().stream()
        .filter(p -> p.severity() == Diagnostic.Severity.ERROR)
        .map(p -> p.span() + ": " + p.message())
        .collect(Collectors.joining("\n"));
  }
}
