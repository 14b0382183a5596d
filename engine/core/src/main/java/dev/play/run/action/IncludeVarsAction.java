package dev.play.run.action;

import dev.play.compile.VarLayer;
import dev.play.module.ControllerFiles;
import dev.play.module.ModuleFailure;
import dev.play.run.port.Performed;
import dev.play.run.port.VariableChange;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
        merge(all, load(moment, file), "merge".equals(arguments.hashBehaviour().orElse("")));
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
      return Performed.failed(String.valueOf(e.getMessage()));
    }
  }

  private static void merge(Map<String, Value> into, Map<String, Value> more, boolean deeply) {
    more.forEach(
        (name, value) -> {
          if (deeply
              && into.get(name) instanceof Value.Dict old
              && value instanceof Value.Dict fresh) {
            Map<Value, Value> both = new LinkedHashMap<>(old.entries());
            both.putAll(fresh.entries());
            into.put(name, new Value.Dict(both));
          } else {
            into.put(name, value);
          }
        });
  }

  private static List<Path> files(Moment moment, EngineActions.IncludeVars arguments) {
    ControllerFiles files = moment.files();
    if (arguments.dir().isEmpty()) {
      String name =
          arguments.file().orElseThrow(() -> new ModuleFailure("include_vars needs file or dir"));
      return List.of(files.find(ControllerFiles.Purpose.VARS, name.strip()));
    }
    Path directory = files.find(ControllerFiles.Purpose.VARS, arguments.dir().get());
    Optional<Pattern> matching = arguments.filesMatching().map(Pattern::compile);
    List<Path> out = new ArrayList<>();
    for (String name : files.list(directory)) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file) && wanted(name, arguments, matching)) {
        out.add(file);
      }
    }
    return out;
  }

  private static boolean wanted(
      String name, EngineActions.IncludeVars arguments, Optional<Pattern> matching) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    long depth = name.chars().filter(c -> c == '/').count() + 1;
    boolean ignored =
        arguments.ignoreFiles().orElse(List.of()).stream().anyMatch(p -> last.matches(p));
    if (ignored || (arguments.depth() > 0 && depth > arguments.depth())) {
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
    throw new ModuleFailure(
        name + " does not have a valid extension: " + String.join(", ", arguments.extensions()));
  }

  private static Map<String, Value> load(Moment moment, Path file) {
    YamlFile loaded = moment.play().run().yaml().load(file);
    Diagnostics problems = new Diagnostics();
    loaded.problems().forEach(problems::add);
    Map<String, Value> values =
        switch (loaded.root().orElse(null)) {
          case Node.Mapping mapping -> new YamlData(problems).entries(mapping);
          case null -> Map.of();
          case Node other ->
              throw new ModuleFailure(other.span() + ": " + file + " must hold a dictionary");
        };
    Optional<Diagnostic> error =
        problems.all().stream().filter(p -> p.severity() == Diagnostic.Severity.ERROR).findFirst();
    if (error.isPresent()) {
      throw new ModuleFailure(error.get().span() + ": " + error.get().message());
    }
    return values;
  }
}
