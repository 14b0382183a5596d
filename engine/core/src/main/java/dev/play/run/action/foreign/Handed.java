package dev.play.run.action.foreign;

import dev.play.compile.role.ModuleFile;
import dev.play.event.ResultJson;
import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs that are modules are handed by the engine, and what runs them. */
final class Handed {
  private Handed() {}

  /** The module's file, taken out of the arguments that only the engine reads. */
  static ModuleFile file(Map<Value, Value> given) {
    given.remove(new Value.Text(EngineActions.External.NAME));
    given.remove(new Value.Text(EngineActions.External.FULL_NAME));
    @Nullable Value path = given.remove(new Value.Text(EngineActions.External.FILE));
    return ModuleFile.read(Path.of(PythonText.str(path == null ? Value.NONE : path)));
  }

  /**
   * {@code ansible_NAME_interpreter} wins over the program's own line; Python may have another
   * name.
   */
  static List<String> interpreter(ModuleFile file, Moment moment) {
    if (file.interpreter().isEmpty()) {
      return List.of();
    }
    List<String> words = List.of(file.interpreter().get().split("\\s+"));
    boolean env = words.getFirst().endsWith("/env") && words.size() > 1;
    String program = env ? words.get(1) : words.getFirst();
    String base = program.substring(program.lastIndexOf('/') + 1).replaceFirst("[0-9.]+$", "");
    List<String> said = said("ansible_" + base + "_interpreter", moment);
    return !said.isEmpty() ? said : base.equals("python") ? List.of("python3") : words;
  }

  /**
   * The words of a variable of the host that a task is done on; none where it leaves the choice to
   * us.
   */
  static List<String> said(String variable, Moment moment) {
    Scope scope = moment.reach().scope();
    Value value = scope.lookup(variable);
    if (value instanceof Value.Undefined) {
      return List.of();
    }
    String text = PythonText.str(Values.deepResolve(value, scope, moment.play().run().templates()));
    return text.startsWith("auto") || text.isBlank()
        ? List.of()
        : List.of(text.strip().split("\\s+"));
  }

  /** What Ansible adds to the arguments, without {@code _ansible_} before the names. */
  static Map<String, Value> extras(String module, String version, Moment moment) {
    Map<String, Value> extras = new LinkedHashMap<>();
    extras.put("check_mode", Value.of(moment.settings().check()));
    extras.put("diff", Value.of(moment.settings().diff()));
    extras.put("no_log", Value.of(moment.settings().noLog()));
    extras.put("debug", Value.FALSE);
    extras.put("verbosity", Value.of(moment.play().run().options().verbosity()));
    extras.put("version", Value.text(version));
    extras.put("module_name", Value.text(module));
    extras.put("syslog_facility", Value.text("LOG_USER"));
    extras.put("keep_remote_files", Value.FALSE);
    extras.put("shell_executable", Value.text("/bin/sh"));
    extras.put("remote_tmp", Value.text("~/.ansible/tmp"));
    return extras;
  }

  /** Arguments with the engine's additions, secrets and all. */
  static String json(Map<Value, Value> given, Map<String, Value> extras) {
    Map<Value, Value> all = new LinkedHashMap<>(given);
    extras.forEach((name, value) -> all.put(new Value.Text("_ansible_" + name), value));
    return new ResultJson().line(revealed(new Value.Dict(all)));
  }

  static Value revealed(Value value) {
    return switch (value) {
      case Value.Secret(Value hidden) -> revealed(hidden);
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(Handed::revealed).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, revealed(v)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }
}
