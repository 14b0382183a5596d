package dev.play.template.lookup;

import dev.play.schema.NearName;
import dev.play.template.EvaluationException;
import dev.play.template.LookupContext;
import dev.play.template.PythonText;
import dev.play.template.Values;
import dev.play.template.filter.text.PythonRegex;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.template.library.Library;
import dev.play.template.library.Trait;
import dev.play.template.operation.Taint;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Lookups of variables, environment and settings. */
public final class VariableLookups {
  private VariableLookups() {}

  public static void register(Library.Builder library) {
    library
        .lookup("vars", "default?", VariableLookups::vars, Trait.SEES_UNDEFINED)
        .lookup("varnames", "", VariableLookups::names)
        .lookup("env", "default?", VariableLookups::environment)
        .lookup("config", "on_missing? plugin_type? plugin_name? show_origin?", ConfigLookup::run);
  }

  private static List<Value> vars(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      if (!(term instanceof Value.Text name)) {
        throw EvaluationException.of(
            "Invalid setting identifier, \""
                + PythonText.str(term)
                + "\" is not a string, its a <class '"
                + Values.typeName(term)
                + "'>");
      }
      Value found = Taint.known(e.variable(name.text()));
      if (found instanceof Value.Undefined) {
        if (o.get("default").isEmpty()) {
          throw missing(name.text(), e);
        }
        found = o.value("default");
      } else {
        found = e.variable(name.text());
      }
      out.add(found);
    }
    return out;
  }

  private static EvaluationException missing(String name, Evaluation e) {
    return EvaluationException.undefined(
        "No variable found with this name: " + name,
        NearName.of(name, e.scope().names()).map(near -> "did you mean " + near + "?"));
  }

  private static List<Value> names(List<Value> terms, Arguments o, Evaluation e) {
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      if (!(term instanceof Value.Text)) {
        throw EvaluationException.of(
            "Invalid setting identifier, \""
                + PythonText.str(term)
                + "\" is not a string, it is a <class '"
                + Values.typeName(term)
                + "'>");
      }
      Pattern pattern;
      try {
        pattern = Pattern.compile(PythonText.str(term));
      } catch (PatternSyntaxException wrong) {
        throw EvaluationException.of(
            "Unable to use \""
                + PythonText.str(term)
                + "\" as a search parameter: "
                + PythonRegex.mistake(wrong));
      }
      for (String name : e.scopeWithLocals().names()) {
        if (pattern.matcher(name).find()) {
          out.add(new Value.Text(name));
        }
      }
    }
    return out;
  }

  private static List<Value> environment(List<Value> terms, Arguments o, Evaluation e) {
    LookupContext lookups = e.scope().lookups();
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      String name = PythonText.str(term);
      String value = lookups.environment().get(name);
      out.add(value == null ? o.or("default", new Value.Text("")) : new Value.Text(value));
    }
    return out;
  }
}
