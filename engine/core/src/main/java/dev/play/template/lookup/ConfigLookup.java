package dev.play.template.lookup;

import dev.play.settings.Settings;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.library.Arguments;
import dev.play.template.library.Evaluation;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code config} lookup: settings by their documented names, and options of plugins. */
final class ConfigLookup {
  private static final Pattern NAME = Pattern.compile("[A-Z0-9_]+");

  private ConfigLookup() {}

  static List<Value> run(List<Value> terms, Arguments o, Evaluation e) {
    String missing = missing(o);
    Optional<String> type = given("plugin_type", o);
    Optional<String> plugin = given("plugin_name", o);
    if (type.isPresent() != plugin.isPresent()) {
      throw EvaluationException.of(
          "Both plugin_type and plugin_name are required, cannot use one without the other");
    }
    boolean origin = o.flag("show_origin", false);
    List<Value> out = new ArrayList<>();
    for (Value term : terms) {
      if (!(term instanceof Value.Text(String name))) {
        throw EvaluationException.of(
            "Invalid setting identifier, \"" + PythonText.str(term) + "\" is not a string");
      }
      Optional<Settings.Found> found =
          type.isPresent()
              ? ofPlugin(type.get(), plugin.orElse(""), name, e)
              : e.scope().lookups().settings().find(name);
      if (found.isPresent()) {
        out.add(told(found.get(), origin));
      } else if (missing.equals("error")) {
        throw EvaluationException.of(text(name, type.isPresent()));
      }
    }
    return out;
  }

  private static Value told(Settings.Found found, boolean origin) {
    return origin
        ? new Value.Sequence(List.of(found.value(), new Value.Text(found.origin())))
        : found.value();
  }

  private static String missing(Arguments o) {
    String missing = o.text("on_missing", "error");
    if (!List.of("error", "skip", "warn").contains(missing)) {
      throw EvaluationException.of(
          "Invalid value \""
              + missing
              + "\" for configuration option \"plugin_type: lookup plugin: config setting:"
              + " on_missing\", valid values are: error, skip, warn");
    }
    return missing;
  }

  private static String text(String name, boolean ofPlugin) {
    String found = "Unable to find setting " + name;
    return ofPlugin || NAME.matcher(name).matches()
        ? found
        : "Invalid setting \"" + name + "\" attempted: " + found;
  }

  private static Optional<String> given(String argument, Arguments o) {
    return o.get(argument).filter(value -> !(value instanceof Value.None)).map(PythonText::str);
  }

  private static Optional<Settings.Found> ofPlugin(
      String type, String plugin, String option, Evaluation e) {
    String shortName = plugin.substring(plugin.lastIndexOf('.') + 1);
    Settings settings = e.scope().lookups().settings();
    if (!settings.hasPlugin(type, shortName)) {
      throw EvaluationException.of(
          "Unable to load " + type + " plugin \"" + plugin + "\"",
          "play knows the options of ssh, local, sh, sudo, su, default, jsonfile and"
              + " host_group_vars");
    }
    return settings.ofPlugin(
        type,
        shortName,
        option,
        name -> Optional.of(e.variable(name)).filter(v -> !(v instanceof Value.Undefined)));
  }
}
