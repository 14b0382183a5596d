package dev.play.run.action.foreign;

import dev.play.compile.role.ModuleFile;
import dev.play.run.external.External;
import dev.play.run.port.Performed;
import dev.play.run.task.ModuleWork;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.schema.ModuleSpec;
import dev.play.template.PythonText;
import dev.play.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A module of the playbook's own: a program in any language. In a check, what it does is unknown.
 */
public final class ExternalAction implements Work {
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
    ModuleFile file = Handed.file(given);
    String name = file.path().getFileName().toString();
    Value raw = given.remove(new Value.Text("_raw"));
    if (raw != null) {
      given.put(new Value.Text("_raw_params"), raw);
    }
    String program = program(file);
    String json =
        Handed.json(given, Handed.extras(name.replaceFirst("\\.[^.]*$", ""), "2.18.0", moment));
    boolean inside = file.kind() == ModuleFile.Kind.JSON_INSIDE;
    Value.Dict arguments =
        Value.dictOf(
            "name",
            name,
            "interpreter",
            Handed.interpreter(file, moment),
            "arguments",
            file.kind() == ModuleFile.Kind.PAIRS_FILE ? pairs(given) : json,
            "program",
            inside ? program.replace(ModuleFile.MARKER, latin(json)) : program);
    return moment.with(arguments);
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

  private static String pairs(Map<Value, Value> given) {
    StringBuilder out = new StringBuilder();
    given.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? "" : " ")
                .append(PythonText.str(name))
                .append('=')
                .append(quoted(PythonText.str(Handed.revealed(value)))));
    return out.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\"'\"'") + "'";
  }
}
