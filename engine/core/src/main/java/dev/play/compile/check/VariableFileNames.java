package dev.play.compile.check;

import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.compile.text.VarReader;
import dev.play.schema.Argument;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of variables that a task may load. For a name that depends on facts, as in {@code {{
 * ansible_os_family }}.yml}, these are all files in the {@code vars} directories around.
 */
final class VariableFileNames {
  /** Literal text and facts only: cannot lead out of the directories around. */
  private static final Pattern TAME =
      Pattern.compile("(?:[\\w. /+-]|\\{\\{\\s*(?:ansible_\\w+|role_path|item)\\b[^}]*\\}\\})+");

  private final Function<Path, YamlFile> read;

  VariableFileNames(Function<Path, YamlFile> read) {
    this.read = read;
  }

  /**
   * @param complete whether no other file can be meant
   */
  record Found(List<VarLayer> layers, boolean complete) {
    static final Found UNKNOWN = new Found(List.of(), false);
  }

  Found of(Step.Engine includeVars) {
    Argument file = argument(includeVars.arguments(), "file");
    Argument directory = includeVars.arguments().get("dir");
    Step.Surroundings around = includeVars.around();
    if (directory != null) {
      return directory.value() instanceof Value.Text(String text)
          ? all(find(around, text).stream().toList())
          : Found.UNKNOWN;
    }
    if (file == null) {
      return Found.UNKNOWN;
    }
    if (file.value() instanceof Value.Text(String text)) {
      Optional<Path> found = find(around, text);
      return found.isEmpty() ? Found.UNKNOWN : all(List.of(found.get()));
    }
    return isTame(file.value(), includeVars) ? all(directories(around)) : Found.UNKNOWN;
  }

  private static @org.jspecify.annotations.Nullable Argument argument(
      Map<String, Argument> arguments, String name) {
    return arguments.getOrDefault("_raw", arguments.get(name));
  }

  private static boolean isTame(Value file, Step.Engine task) {
    if (!(file instanceof Value.Template template) || !TAME.matcher(template.source()).matches()) {
      return false;
    }
    return !template.source().contains("item")
        || task.keywords()
            .loop()
            .flatMap(loop -> loop.items().constant().or(() -> Optional.of(Value.NONE)))
            .map(items -> tameItems(items))
            .orElse(false);
  }

  /** Loops over constant names are tame; what they compute is not looked into. */
  private static boolean tameItems(Value items) {
    return switch (items) {
      case Value.Text(String text) -> TAME.matcher(text).matches();
      case Value.Sequence(List<Value> all) -> all.stream().allMatch(VariableFileNames::tameItems);
      case Value.Dict(Map<Value, Value> entries) ->
          entries.values().stream().allMatch(VariableFileNames::tameItems);
      case Value.Bool b -> true;
      default -> false;
    };
  }

  private static List<Path> directories(Step.Surroundings around) {
    return around.searchDirectories().stream()
        .map(directory -> directory.resolve("vars"))
        .filter(Files::isDirectory)
        .toList();
  }

  static Optional<Path> find(Step.Surroundings around, String name) {
    for (Path directory : around.searchDirectories()) {
      for (Path candidate :
          List.of(directory.resolve("vars").resolve(name), directory.resolve(name))) {
        if (Files.exists(candidate)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  private Found all(List<Path> places) {
    List<VarLayer> layers = new ArrayList<>();
    for (Path place : places) {
      try (Stream<Path> below = Files.walk(place)) {
        for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
          layers.add(layer(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Found(layers, !layers.isEmpty());
  }

  /** What is wrong with a file that may never be read is no mistake yet. */
  VarLayer layer(Path file) {
    return new VarReader(new Diagnostics()).file(read.apply(file), file.toString());
  }
}
