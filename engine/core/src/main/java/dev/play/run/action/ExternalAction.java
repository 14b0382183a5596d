package dev.play.run.action;

import dev.play.compile.role.ModuleFile;
import dev.play.event.ResultJson;
import dev.play.run.external.External;
import dev.play.run.port.Performed;
import dev.play.run.task.ModuleWork;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.ModuleSpec;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A module of the playbook's own: a program in any language. In a check, what it does is unknown.
 */
final class ExternalAction implements Work {
  @Override
  public Performed perform(Moment moment) {
    return new ModuleWork(ModuleSpec.of(External.class)).perform(with(moment));
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    return new ModuleWork(ModuleSpec.of(External.class)).maybe(with(moment), because);
  }

  private static Moment with(Moment moment) {
    Map<Value, Value> given = new LinkedHashMap<>(moment.arguments().entries());
    Value path = given.remove(new Value.Text(EngineActions.External.FILE));
    ModuleFile file = ModuleFile.read(Path.of(PythonText.str(path == null ? Value.NONE : path)));
    String name = file.path().getFileName().toString();
    Value raw = given.remove(new Value.Text("_raw"));
    if (raw != null) {
      given.put(new Value.Text("_raw_params"), raw);
    }
    String program = program(file);
    String json = json(given, name, moment);
    boolean inside = file.kind() == ModuleFile.Kind.JSON_INSIDE;
    Value.Dict arguments =
        Value.dictOf(
            "name",
            name,
            "interpreter",
            interpreter(file, moment),
            "arguments",
            file.kind() == ModuleFile.Kind.PAIRS_FILE ? pairs(given) : json,
            "program",
            inside ? program.replace(ModuleFile.MARKER, latin(json)) : program);
    return new Moment(
        moment.play(),
        moment.host(),
        moment.step(),
        moment.title(),
        moment.scope(),
        moment.settings(),
        arguments);
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String program(ModuleFile file) {
    try {
      return new String(Files.readAllBytes(file.path()), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code ansible_NAME_interpreter} wins over the program's own line; Python may have another
   * name.
   */
  private static List<String> interpreter(ModuleFile file, Moment moment) {
    if (file.interpreter().isEmpty()) {
      return List.of();
    }
    List<String> words = List.of(file.interpreter().get().split("\\s+"));
    boolean env = words.getFirst().endsWith("/env") && words.size() > 1;
    String program = env ? words.get(1) : words.getFirst();
    String base = program.substring(program.lastIndexOf('/') + 1).replaceFirst("[0-9.]+$", "");
    Value other = moment.scope().lookup("ansible_" + base + "_interpreter");
    if (!(other instanceof Value.Undefined)) {
      String text =
          PythonText.str(
              Values.deepResolve(other, moment.scope(), moment.play().run().templates()));
      if (!text.startsWith("auto")) {
        return List.of(text.strip().split("\\s+"));
      }
    }
    return base.equals("python") ? List.of("python3") : words;
  }

  /** What Ansible adds to the arguments. */
  private static String json(Map<Value, Value> given, String name, Moment moment) {
    Map<Value, Value> all = new LinkedHashMap<>(given);
    Value.dictOf(
            "_ansible_check_mode",
            moment.settings().check(),
            "_ansible_diff",
            moment.settings().diff(),
            "_ansible_no_log",
            moment.settings().noLog(),
            "_ansible_debug",
            false,
            "_ansible_verbosity",
            moment.play().run().options().verbosity(),
            "_ansible_version",
            "2.18.0",
            "_ansible_module_name",
            name.replaceFirst("\\.[^.]*$", ""),
            "_ansible_syslog_facility",
            "LOG_USER",
            "_ansible_keep_remote_files",
            false,
            "_ansible_shell_executable",
            "/bin/sh",
            "_ansible_remote_tmp",
            "~/.ansible/tmp")
        .entries()
        .forEach(all::put);
    return new ResultJson().line(revealed(new Value.Dict(all)));
  }

  private static String pairs(Map<Value, Value> given) {
    StringBuilder out = new StringBuilder();
    given.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? "" : " ")
                .append(PythonText.str(name))
                .append('=')
                .append(quoted(PythonText.str(revealed(value)))));
    return out.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\"'\"'") + "'";
  }

  private static Value revealed(Value value) {
    return switch (value) {
      case Value.Secret(Value hidden) -> revealed(hidden);
      case Value.Sequence s ->
          new Value.Sequence(s.items().stream().map(ExternalAction::revealed).toList());
      case Value.Dict d -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        d.entries().forEach((k, v) -> out.put(k, revealed(v)));
        yield new Value.Dict(out);
      }
      default -> value;
    };
  }
}
