package dev.play.cli.galaxy;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.compile.role.RolesPath;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where roles and collections go and are looked for. */
final class GalaxyPaths {
  @Option(
      names = {"-p"},
      paramLabel = "DIR",
      description = "Where roles go; with `collection`, where collections go.")
  String path = "";

  @Option(
      names = "--roles-path",
      paramLabel = "DIR",
      description = "Where roles go (default: the first of the setting roles_path).")
  String roles = "";

  @Option(
      names = "--collections-path",
      paramLabel = "DIR",
      description =
          "Where collections go, below ansible_collections (default: the first of the setting"
              + " collections_path).")
  String collections = "";

  static Settings settings(Terminal terminal) {
    Diagnostics problems = new Diagnostics();
    Settings settings =
        Settings.load(terminal.environment(), terminal.directory(), terminal.home(), problems);
    for (Diagnostic problem : problems.all()) {
      if (problem.severity() == Diagnostic.Severity.ERROR) {
        throw new UsageException(problem.message());
      }
    }
    return settings;
  }

  Path roles(Terminal terminal, Settings settings, Set<ContentKind> kinds) {
    String given = roles.isEmpty() && kinds.contains(ContentKind.ROLE) ? path : roles;
    return given.isEmpty()
        ? first(settings.paths("DEFAULT_ROLES_PATH"), terminal.directory().resolve("roles"))
        : absolute(terminal, given);
  }

  Path collections(Terminal terminal, Settings settings, Set<ContentKind> kinds) {
    String given = collections.isEmpty() && !kinds.contains(ContentKind.ROLE) ? path : collections;
    Path found =
        given.isEmpty()
            ? first(
                settings.paths("COLLECTIONS_PATHS"), terminal.directory().resolve("collections"))
            : absolute(terminal, given);
    return found.endsWith("ansible_collections") ? found.resolve("..").normalize() : found;
  }

  private static Path absolute(Terminal terminal, String given) {
    return (given.startsWith("~/")
            ? terminal.home().resolve(given.substring(2))
            : terminal.directory().resolve(given))
        .normalize();
  }

  private static Path first(List<Path> paths, Path otherwise) {
    return paths.isEmpty() ? otherwise : paths.getFirst().toAbsolutePath().normalize();
  }

  static RolesPath everywhere(Terminal terminal, Settings settings) {
    return RolesPath.from(settings, terminal.directory());
  }
}
