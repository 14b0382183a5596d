package dev.play.testkit;

import dev.play.schema.ModuleSpec;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a file of cases. A mistake in it is an AssertionError. */
public final class CaseFile {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "where",
          "given",
          "prepare",
          "environment",
          "controller",
          "task",
          "expect",
          "again",
          "hostile");
  private static final Set<String> EXPECTED =
      Set.of(
          "status",
          "check",
          "msg",
          "result",
          "facts",
          "registers",
          "files",
          "effects",
          "diff",
          "proof");

  private final String name;
  private final String module;

  /**
   * @param module whose arguments stand under {@code task}
   */
  CaseFile(String name, String module) {
    this.name = name;
    this.module = module;
  }

  /**
   * All of a module's cases: {@code NAME.yml} and every {@code NAME-SOMETHING.yml} beside its class
   * on the test class path.
   */
  public static List<ModuleCase> all(ModuleSpec spec) {
    Class<?> module = spec.create().getClass();
    return names(spec.name(), module).stream()
        .flatMap(n -> new CaseFile(n, spec.name()).read(module).stream())
        .toList();
  }

  private static List<String> names(String module, Class<?> beside) {
    URL first = beside.getResource(module + ".yml");
    if (first == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(Path.of(first.toURI()).resolveSibling(""))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.equals(module + ".yml") || n.matches(module + "-.*[.]yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class loader made " + first, e);
    }
  }

  List<ModuleCase> read(Class<?> beside) {
    String text;
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name + " beside " + beside);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    YamlFile file = new YamlFiles(VaultSecrets.none(), Path.of("")).parse(text, name);
    if (!file.problems().isEmpty() || file.root().isEmpty()) {
      throw new AssertionError(name + ": " + file.problems());
    }
    List<ModuleCase> cases = new ArrayList<>();
    Value all = new YamlData(new Diagnostics()).value(file.root().get());
    for (Value one : ((Value.Sequence) all).items()) {
      cases.add(moduleCase((Value.Dict) one));
    }
    return cases;
  }

  private ModuleCase moduleCase(Value.Dict c) {
    String title =
        text(c, "name").orElseThrow(() -> new AssertionError(name + ": a case has no name"));
    only(c, KEYS, title);
    Value.Dict task = dict(c, "task");
    Value.Dict expect = dict(c, "expect");
    only(expect, EXPECTED, title);
    return new ModuleCase(
        title,
        ModuleCase.Where.valueOf(text(c, "where").orElse("shell").toUpperCase(Locale.ROOT)),
        entries(c, "given"),
        text(c, "prepare"),
        environment(c),
        entries(c, "controller"),
        (Value.Dict)
            task.get(module).orElseThrow(() -> new AssertionError(title + ": no " + module)),
        new ModuleCase.Expected(
            text(expect, "status").orElseThrow(() -> new AssertionError(title + ": no status")),
            text(expect, "check"),
            text(expect, "msg"),
            entries(expect, "result"),
            dict(expect, "facts"),
            expect.get("registers").map(CaseFile::texts).orElse(List.of()),
            entries(expect, "files"),
            expect.get("effects").map(CaseFile::texts),
            text(expect, "diff"),
            text(expect, "proof")),
        text(c, "again").orElse("same"),
        c.get("hostile").map(v -> v.equals(Value.TRUE)).orElse(true));
  }

  private static void only(Value.Dict dict, Set<String> keys, String title) {
    for (Value key : dict.entries().keySet()) {
      if (!keys.contains(plain(key))) {
        throw new AssertionError(title + ": unknown key " + plain(key) + ", not one of " + keys);
      }
    }
  }

  private static Value.Dict dict(Value.Dict from, String key) {
    return from.get(key).map(v -> (Value.Dict) v).orElse(Value.EMPTY_DICT);
  }

  private static Map<String, Value> entries(Value.Dict from, String key) {
    Map<String, Value> out = new LinkedHashMap<>();
    dict(from, key).entries().forEach((k, v) -> out.put(plain(k), v));
    return out;
  }

  private static Map<String, String> environment(Value.Dict from) {
    Map<String, String> out = new LinkedHashMap<>();
    entries(from, "environment").forEach((k, v) -> out.put(k, plain(v)));
    return out;
  }

  private static List<String> texts(Value list) {
    return ((Value.Sequence) list).items().stream().map(CaseFile::plain).toList();
  }

  private static Optional<String> text(Value.Dict from, String key) {
    return from.get(key).map(CaseFile::plain);
  }

  /** The text of a scalar as a case writes it. */
  public static String plain(Value value) {
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Template t -> t.source();
      case Value.Int(long i) -> Long.toString(i);
      case Value.Bool(boolean b) -> Boolean.toString(b);
      default -> throw new AssertionError("a text is wanted, not " + value);
    };
  }
}
