package dev.play.cli;

import dev.play.cli.terminal.Terminal;
import dev.play.cli.terminal.UsageException;
import dev.play.host.HostException;
import dev.play.report.ExitStatus;
import dev.play.schema.ModuleDocText;
import dev.play.schema.ModuleLibrary;
import dev.play.schema.ModulePage;
import dev.play.schema.ModuleSpec;
import dev.play.schema.NearName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** play doc: what modules take and do. */
@Command(name = "doc", description = "Tells what a module does and takes.")
final class DocCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "MODULE", arity = "0..*", description = "Which modules.")
  List<String> modules = new ArrayList<>();

  @Option(
      names = {"-l", "--list"},
      description = "List all modules.")
  boolean list;

  @Option(
      names = "--write",
      paramLabel = "DIRECTORY",
      description = "Write a page for each module into a directory.")
  @Nullable Path pages;

  DocCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ModuleLibrary library = Project.modules();
    if (pages != null) {
      write(library, terminal.directory().resolve(pages));
      return ExitStatus.OK.code();
    }
    if (list || modules.isEmpty()) {
      for (String name : library.names()) {
        String summary = library.find(name).map(s -> s.doc().summary()).orElse("");
        terminal.out().printf("%-24s %s%n", name, summary);
      }
      return ExitStatus.OK.code();
    }
    for (String name : modules) {
      Optional<ModuleSpec> spec = library.find(name);
      if (spec.isEmpty()) {
        throw new UsageException(
            "there is no module "
                + name
                + NearName.of(name, library.names())
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(""));
      }
      terminal.out().print(ModuleDocText.of(spec.get()));
    }
    return ExitStatus.OK.code();
  }

  private static void write(ModuleLibrary library, Path into) {
    try {
      Files.createDirectories(into);
      List<ModuleSpec> specs = new ArrayList<>();
      library.names().forEach(name -> library.find(name).ifPresent(specs::add));
      for (ModuleSpec spec : specs) {
        Files.writeString(into.resolve(spec.name() + ".md"), ModulePage.of(spec));
      }
      Files.writeString(into.resolve("README.md"), ModulePage.index(specs));
    } catch (IOException e) {
      throw new HostException("the pages cannot be written: " + e);
    }
  }
}
