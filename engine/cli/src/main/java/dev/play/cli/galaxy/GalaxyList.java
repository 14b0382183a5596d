package dev.play.cli.galaxy;

import dev.play.cli.terminal.Terminal;
import dev.play.galaxy.InstalledContent;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.report.ExitStatus;
import dev.play.settings.Settings;
import dev.play.vault.VaultPasswords;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** play galaxy list. */
@Command(
    description = "Lists the roles and collections that plays would find, with their versions.")
final class GalaxyList implements Callable<Integer> {
  private final Terminal terminal;
  private final Set<ContentKind> kinds;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these.")
  List<String> names = new ArrayList<>();

  @Mixin GalaxyPaths paths = new GalaxyPaths();

  GalaxyList(Terminal terminal, Set<ContentKind> kinds) {
    this.terminal = terminal;
    this.kinds = kinds;
  }

  @Override
  public Integer call() {
    Settings settings = GalaxyPaths.settings(terminal);
    YamlFiles yaml = new YamlFiles(new VaultPasswords(List.of()), terminal.directory());
    int shown = 0;
    if (kinds.contains(ContentKind.ROLE)) {
      Set<Path> places = new LinkedHashSet<>(List.of(paths.roles(terminal, settings, kinds)));
      places.addAll(GalaxyPaths.everywhere(terminal, settings).roles());
      for (Path place : places) {
        shown += show(place, InstalledContent.roles(place));
      }
    }
    if (kinds.contains(ContentKind.COLLECTION)) {
      Set<Path> places = new LinkedHashSet<>(List.of(paths.collections(terminal, settings, kinds)));
      places.addAll(GalaxyPaths.everywhere(terminal, settings).collections());
      for (Path place : places) {
        shown +=
            show(place.resolve("ansible_collections"), InstalledContent.collections(place, yaml));
      }
    }
    if (shown == 0) {
      terminal
          .err()
          .println(names.isEmpty() ? "nothing is installed" : "none of these is installed");
    }
    return names.isEmpty() || shown > 0 ? ExitStatus.OK.code() : ExitStatus.USAGE.code();
  }

  private int show(Path place, List<InstalledContent.Item> all) {
    List<InstalledContent.Item> items =
        all.stream().filter(item -> names.isEmpty() || names.contains(item.name())).toList();
    if (!items.isEmpty()) {
      terminal.out().println("# " + place);
      for (InstalledContent.Item item : items) {
        terminal
            .out()
            .println("- " + item.name() + ", " + item.version().orElse("(unknown version)"));
      }
    }
    return items.size();
  }
}
