package dev.play.template.lookup;

import dev.play.source.Diagnostics;
import dev.play.template.Compiled;
import dev.play.template.Conditions;
import dev.play.template.EvaluationException;
import dev.play.template.FileOptions;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.operation.PythonLiteral;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code template} lookup: a template file rendered. */
public final class TemplateLookup {
  private static final List<String> DELIMITERS =
      List.of(
          "variable_start_string",
          "variable_end_string",
          "comment_start_string",
          "comment_end_string",
          "block_start_string",
          "block_end_string",
          "trim_blocks",
          "lstrip_blocks");

  private TemplateLookup() {}

  public static void register(Library.Builder library) {
    library.lookup(
        "template",
        "convert_data? template_vars? jinja2_native? " + String.join("? ", DELIMITERS) + "?",
        TemplateLookup::run);
  }

  private static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    FileOptions options = options(o);
    Scope scope = scope(o, e);
    boolean typed = o.flag("jinja2_native", false);
    boolean convert = o.flag("convert_data", true) && (typed || !e.compiler().nativeTypes());
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      Path file = FileLookups.find("templates", PythonText.str(term), e);
      Diagnostics problems = new Diagnostics();
      String source = PythonText.str(FileLookups.text(file, e));
      Compiled compiled = e.compiler().file(source, file.toString(), options, problems);
      if (problems.hasErrors()) {
        var first = problems.all().getFirst();
        EvaluationException wrong = EvaluationException.of(first.message()).at(first.span());
        throw first.hint().map(wrong::hinting).orElse(wrong);
      }
      Value result = compiled.evaluate(scope);
      out.add(convert ? converted(result) : result);
    }
    return out;
  }

  /** Text that is a literal collection becomes that collection, as Ansible's does. */
  private static Value converted(Value result) {
    if (!(Taint.surface(result) instanceof Value.Text t)) {
      return result;
    }
    String text = t.text().strip();
    boolean collection =
        text.startsWith("{") && text.endsWith("}") || text.startsWith("[") && text.endsWith("]");
    if (!collection) {
      return result;
    }
    Value parsed = PythonLiteral.readWithJsonNames(text).orElse(result);
    return result instanceof Value.Secret ? Taint.secret(parsed) : parsed;
  }

  private static FileOptions options(Arguments o) {
    FileOptions options = FileOptions.TEMPLATE_MODULE;
    for (String name : DELIMITERS) {
      if (o.has(name)) {
        Value value = o.value(name);
        String text =
            value instanceof Value.Bool
                ? Boolean.toString(Conditions.truth(value))
                : PythonText.str(value);
        try {
          options = options.with(name, text);
        } catch (IllegalArgumentException wrong) {
          throw EvaluationException.of(String.valueOf(wrong.getMessage()));
        }
      }
    }
    return options;
  }

  private static Scope scope(Arguments o, Evaluation e) {
    if (!o.has("template_vars") || !(o.value("template_vars") instanceof Value.Dict vars)) {
      return e.scopeWithLocals();
    }
    Map<String, Value> more = new HashMap<>();
    vars.entries().forEach((k, v) -> more.put(PythonText.str(k), v));
    return e.scopeWithLocals().with(more);
  }
}
