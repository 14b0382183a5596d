package dev.play.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.expand.CompileContext;
import dev.play.compile.expand.PlaybookCompiler;
import dev.play.compile.role.RolesPath;
import dev.play.inventory.source.InventoryText;
import dev.play.python.PythonModules;
import dev.play.schema.ClassPathModules;
import dev.play.schema.action.EngineActions;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.source.DiagnosticText;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import dev.play.template.MapScope;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.Library;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reader of texts, to be fed with any text at all. */
public enum FuzzTarget {
  /** A file of variables. */
  YAML {
    @Override
    void feed(String text, Path directory) {
      YamlFile file = new YamlFiles(VaultSecrets.none(), directory).parse(text, "vars.yml");
      told(file.problems(), directory);
      Diagnostics ofValues = new Diagnostics();
      file.root().ifPresent(root -> shown(new YamlData(ofValues).value(root)));
      told(ofValues.all(), directory);
    }
  },

  /** A condition. */
  EXPRESSION {
    @Override
    void feed(String text, Path directory) {
      Diagnostics problems = new Diagnostics();
      evaluated(COMPILER.expression(text, HERE, problems), problems, directory);
    }
  },

  /** A template file; and the same text as a value. */
  TEMPLATE {
    @Override
    void feed(String text, Path directory) {
      Diagnostics problems = new Diagnostics();
      evaluated(
          COMPILER.file(text, "main.j2", FileOptions.TEMPLATE_MODULE, problems),
          problems,
          directory);
      Diagnostics ofValue = new Diagnostics();
      evaluated(COMPILER.value(text, HERE, ofValue), ofValue, directory);
    }
  },

  /** An inventory: INI, or YAML by its first bytes. */
  INVENTORY {
    @Override
    void feed(String text, Path directory) {
      String name = text.startsWith("---") ? "hosts.yml" : "hosts";
      told(InventoryText.load(directory, name, text).problems(), directory);
    }
  },

  /** A playbook, compiled. */
  PLAYBOOK {
    @Override
    void feed(String text, Path directory) {
      InventoryText.write(directory.resolve("site.yml"), text);
      Settings settings = Settings.usual(directory);
      CompileContext context =
          new CompileContext(
              directory,
              directory,
              RolesPath.from(settings, directory),
              new ClassPathModules(
                  FuzzTarget.class.getClassLoader(),
                  List.of("dev.play.compile.modules"),
                  EngineActions.ALL),
              new PythonModules(settings, List.of(), command -> Optional.empty()),
              COMPILER,
              VaultSecrets.none(),
              Set.of(),
              Set.of(),
              pattern -> true,
              Map.of(),
              Map.of(),
              settings,
              true);
      told(
          new PlaybookCompiler(context).compile(List.of(Path.of("site.yml"))).problems(),
          directory);
    }
  };

  private static final Span HERE = new Span("site.yml", 7, 11, 1);

  /** Without what would start programs or write files: nobody knows what a fuzzer asks for. */
  private static final Library HARMLESS =
      StandardLibrary.create()
          .extend()
          .lookup(
              "pipe lines password file template url csvfile ini unvault",
              "",
              (t, o, e) -> List.of())
          .build();

  private static final TemplateCompiler COMPILER = new TemplateCompiler(HARMLESS);

  private static final Scope SCOPE =
      MapScope.of(
          Map.of(
              "a", Value.of(1),
              "t", new Value.Text("Some text: 10.0.0.1/24"),
              "l", Value.ofJava(List.of(3, "x", List.of(1.5))),
              "d", Value.ofJava(Map.of("k", "v", "l", List.of(Map.of("n", 1), Map.of("n", 2)))),
              "s", new Value.Secret(new Value.Text("secret")),
              "u", new Value.Unknown("nobody knows"),
              "loop_to_self", new Value.Template("{{ loop_to_self }}", HERE),
              "lazy", new Value.Template("{{ a + 1 }}", HERE)));

  /** Reads the text and whatever comes of it; returns, or what it throws is a defect. */
  abstract void feed(String text, Path directory);

  /** The bytes, as they would be read from a file. */
  public final void feed(byte[] bytes, Path directory) {
    feed(new String(bytes, StandardCharsets.UTF_8), directory);
  }

  /** A directory of its own in memory or under the usual place for such. */
  static Path directory() {
    Path memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "play-fuzz")
          : Files.createTempDirectory("play-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final int LONG_LIST = 100_000;

  private static void evaluated(Compiled compiled, Diagnostics problems, Path directory) {
    told(problems.all(), directory);
    try {
      shown(compiled.evaluate(SCOPE));
    } catch (EvaluationException mistake) {
      if (mistake.message().isBlank()) {
        throw new AssertionError("a mistake without words", mistake);
      }
    }
  }

  /**
   * All of a value can be looked at; of a long list its beginning, since the text would be larger
   * than it.
   */
  private static void shown(Value value) {
    if (value instanceof Value.Sequence(List<Value> items) && items.size() > LONG_LIST) {
      shown(new Value.Sequence(items.subList(0, LONG_LIST)));
      return;
    }
    assertThat(value.toString()).isNotNull();
  }

  private static void told(List<Diagnostic> problems, Path directory) {
    DiagnosticText.ofFiles(directory).render(problems);
    for (Diagnostic problem : problems) {
      if (problem.message().isBlank()) {
        throw new AssertionError("a mistake without words at " + problem.span());
      }
    }
  }
}
