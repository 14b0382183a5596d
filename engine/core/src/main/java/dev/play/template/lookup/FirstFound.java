package dev.play.template.lookup;

import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code first_found} lookup: the first file of several that is there. */
final class FirstFound {
  private FirstFound() {}

  /**
   * @param skip whether to give nothing instead of failing
   */
  private record Wanted(List<String> names, boolean skip) {}

  static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    List<String> names = new ArrayList<>();
    boolean skip = o.flag("skip", false);
    if (o.has("files") || o.has("paths")) {
      names.addAll(
          combined(
              texts(o.or("files", Value.EMPTY_SEQUENCE), "[,;]"),
              texts(o.or("paths", Value.EMPTY_SEQUENCE), "[,:;]")));
    }
    for (Value term : ListLookups.flattened(terms, Integer.MAX_VALUE)) {
      Wanted wanted = wanted(term);
      names.addAll(wanted.names);
      skip |= wanted.skip;
    }
    for (String name : names) {
      Optional<Path> found = find(e.scope().lookups(), name);
      if (found.isPresent()) {
        return List.of(new Value.Text(found.get().toString()));
      }
    }
    if (skip) {
      return List.of();
    }
    throw EvaluationException.of(
        "No file was found when using first_found.",
        "searched for " + String.join(", ", names) + "; give skip: true where none may be there");
  }

  /**
   * In the role's (or playbook's) own directories, best in the one for what the task does, then
   * wherever files are: a role that brings this one along lends its files, not its variables or
   * tasks.
   */
  private static Optional<Path> find(LookupContext lookups, String name) {
    return Stream.concat(
            Stream.of(lookups.purpose()),
            Stream.of("templates", "files", "vars", "tasks")
                .filter(kind -> !kind.equals(lookups.purpose())))
        .flatMap(kind -> lookups.searched(kind, name).stream().limit(1))
        .filter(Files::exists)
        .findFirst()
        .or(() -> lookups.find("files", name));
  }

  private static Wanted wanted(Value term) {
    return switch (term) {
      case Value.Undefined u -> new Wanted(List.of(), false);
      case Value.Text t -> new Wanted(split(t.text(), "[,;]"), false);
      case Value.Dict d ->
          // Names that are all undefined leave nothing to look for in the paths.
          new Wanted(
              texts(d.get("files").orElse(Value.EMPTY_SEQUENCE), "[,;]").isEmpty()
                      && d.get("files").filter(FirstFound::isGiven).isPresent()
                  ? List.of()
                  : combined(
                      texts(d.get("files").orElse(Value.EMPTY_SEQUENCE), "[,;]"),
                      texts(d.get("paths").orElse(Value.EMPTY_SEQUENCE), "[,:;]")),
              d.get("skip").filter(Conditions::truth).isPresent());
      default ->
          throw EvaluationException.of(
              "first_found expects names or dictionaries with files and paths, not "
                  + PythonText.repr(term));
    };
  }

  private static boolean isGiven(Value files) {
    return !(files instanceof Value.Sequence s) || !s.items().isEmpty();
  }

  private static List<String> split(String names, String at) {
    return Stream.of(names.split(at)).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  private static List<String> texts(Value value, String at) {
    List<String> out = new ArrayList<>();
    ListLookups.flattened(List.of(value), Integer.MAX_VALUE).stream()
        .filter(v -> !(v instanceof Value.Undefined))
        .forEach(v -> out.addAll(split(PythonText.str(v), at)));
    return out;
  }

  private static List<String> combined(List<String> files, List<String> paths) {
    if (paths.isEmpty()) {
      return files;
    }
    if (files.isEmpty()) {
      return paths;
    }
    List<String> out = new ArrayList<>();
    for (String path : paths) {
      files.forEach(file -> out.add(Path.of(path).resolve(file).toString()));
    }
    return out;
  }
}
