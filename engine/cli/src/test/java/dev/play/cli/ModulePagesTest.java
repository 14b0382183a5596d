package dev.play.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.schema.ModuleLibrary;
import dev.play.schema.ModulePage;
import dev.play.schema.ModuleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mends: ./play doc --write docs/modules */
class ModulePagesTest {
  private static final Path PAGES = Path.of("../../docs/modules");

  @Test
  void thePagesSayWhatTheModulesSay() throws IOException {
    ModuleLibrary library = Project.modules();
    Map<String, String> wanted = new TreeMap<>();
    List<ModuleSpec> specs = new ArrayList<>();
    for (String name : library.names()) {
      library.find(name).ifPresent(specs::add);
    }
    specs.forEach(spec -> wanted.put(spec.name() + ".md", ModulePage.of(spec)));
    wanted.put("README.md", ModulePage.index(specs));

    Map<String, String> there = new TreeMap<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path file : files.toList()) {
        there.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(there).isEqualTo(wanted);
  }
}
