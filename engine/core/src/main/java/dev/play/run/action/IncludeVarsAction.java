package dev.play.run.action;

import dev.play.compile.VarLayer;
import dev.play.event.Status;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import dev.play.run.port.Performed;
import dev.play.run.port.VariableChange;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.template.Values;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** include_vars: variables from files of the controller's, in a check too. */
final class IncludeVarsAction extends ControllerAction<EngineActions.IncludeVars> {
  IncludeVarsAction() {
    super(EngineActions.IncludeVars.class);
  }

  @Override
  Performed perform(Moment moment, EngineActions.IncludeVars arguments) {
    try {
      Map<String, Value> all = new LinkedHashMap<>();
      List<Path> files = files(moment, arguments);
      for (Path file : files) {
        all.putAll(load(moment, file));
      }
      if ("merge".equals(arguments.hashBehaviour().orElse(""))) {
        all.replaceAll((name, value) -> over(known(moment, name), value));
      }
      Map<String, Value> values =
          arguments.name().isPresent() ? Map.of(arguments.name().get(), Value.dict(all)) : all;
      String origin = "include_vars at " + moment.step().span();
      boolean delegated = moment.settings().delegateFacts();
      VariableChange change =
          (variables, host) ->
              variables.include(
                  delegated ? moment.factsOwner() : host, new VarLayer(origin, values));
      return Performed.ok(
              Value.dictOf(
                  "ansible_included_var_files",
                  files.stream().map(Path::toString).toList(),
                  "ansible_facts",
                  Value.dict(values)))
          .doing(List.of(change));
    } catch (ModuleFailure e) {
      return Performed.of(
          Status.FAILED,
          Value.dictOf(
              "ansible_included_var_files",
              Value.EMPTY_SEQUENCE,
              "ansible_facts",
              Value.EMPTY_DICT,
              "message",
              String.valueOf(e.getMessage())));
    }
  }

  /** Dictionaries of one name become one, at every depth; anything else replaces. */
  private static Value over(Value weaker, Value stronger) {
    if (!(weaker instanceof Value.Dict below && stronger instanceof Value.Dict above)) {
      return stronger;
    }
    Map<Value, Value> all = new LinkedHashMap<>(below.entries());
    above.entries().forEach((k, v) -> all.merge(k, v, IncludeVarsAction::over));
    return new Value.Dict(all);
  }

  private static Value known(Moment moment, String name) {
    return Values.deepResolve(
        moment.scope().lookup(name), moment.scope(), moment.play().run().templates());
  }

  private static List<Path> files(Moment moment, EngineActions.IncludeVars arguments) {
    ControllerFiles files = moment.files();
    if (arguments.dir().isEmpty()) {
      String name =
          arguments.file().orElseThrow(() -> new ModuleFailure("include_vars needs file or dir"));
      if (name.isBlank() || name.equals("None")) {
        throw new ModuleFailure(
            "Could not find file on the Ansible Controller.\nIf you are using a module and expect"
                + " the file to exist on the remote, see the remote_src option");
      }
      return List.of(files.find(ControllerFiles.Purpose.VARS, name.strip()));
    }
    Path directory = files.find(ControllerFiles.Purpose.VARS, arguments.dir().get());
    Optional<Pattern> matching = arguments.filesMatching().map(Pattern::compile);
    List<Path> out = new ArrayList<>();
    for (Path below : directories(directory, arguments.depth())) {
      for (Path file : inOrder(below)) {
        if (Files.isRegularFile(file) && wanted(file, arguments, matching)) {
          out.add(file);
        }
      }
    }
    return out;
  }

  /** The directory and those below it, links followed, sorted by their whole paths. */
  private static List<Path> directories(Path directory, int depth) {
    try (Stream<Path> all =
        Files.walk(
            directory, depth > 0 ? depth - 1 : Integer.MAX_VALUE, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isDirectory).sorted(Comparator.comparing(Path::toString)).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ModuleFailure(directory + " cannot be read: " + e.getMessage());
    }
  }

  private static List<Path> inOrder(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted(Comparator.comparing(Path::toString)).toList();
    } catch (IOException e) {
      throw new ModuleFailure(directory + " cannot be read: " + e.getMessage());
    }
  }

  private static boolean wanted(
      Path file, EngineActions.IncludeVars arguments, Optional<Pattern> matching) {
    String last = file.getFileName().toString();
    if (arguments.ignoreFiles().orElse(List.of()).stream().anyMatch(p -> last.matches(p))) {
      return false;
    }
    if (matching.isPresent() && !matching.get().matcher(last).find()) {
      return false;
    }
    String ending = last.contains(".") ? last.substring(last.lastIndexOf('.') + 1) : "";
    if (arguments.extensions().contains(ending)) {
      return true;
    }
    if (arguments.ignoreUnknownExtensions()) {
      return false;
    }
    throw new ModuleFailure(noExtension(file, arguments));
  }

  private static String noExtension(Path file, EngineActions.IncludeVars arguments) {
    return file + " does not have a valid extension: " + String.join(", ", arguments.extensions());
  }

  private static Map<String, Value> load(Moment moment, Path file) {
    YamlFile loaded = moment.play().run().yaml().load(file);
    Diagnostics problems = new Diagnostics();
    loaded.problems().forEach(problems::add);
    Map<String, Value> values =
        switch (loaded.root().orElse(null)) {
          case Node.Mapping mapping -> new YamlData(problems).entries(mapping);
          case null -> Map.of();
          case Node other -> throw new ModuleFailure(file + " must be stored as a dictionary/hash");
        };
    Optional<Diagnostic> error =
        problems.all().stream().filter(p -> p.severity() == Diagnostic.Severity.ERROR).findFirst();
    if (error.isPresent()) {
      throw new ModuleFailure(error.get().span() + ": " + error.get().message());
    }
    return values;
  }
}
