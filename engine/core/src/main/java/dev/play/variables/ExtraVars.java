package dev.play.variables;

import dev.play.compile.VarLayer;
import dev.play.inventory.source.ShellWords;
import dev.play.inventory.source.TemplateMarking;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code -e} gives: {@code @FILE}, a dictionary in YAML or JSON, or {@code NAME=VALUE}
 * words, whose values are text. Later ones win.
 */
public final class ExtraVars {
  private ExtraVars() {}

  public static VarLayer read(
      List<String> arguments, YamlFiles yaml, Path directory, Diagnostics problems) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      String text = argument.strip();
      if (text.startsWith("@")) {
        take(yaml.load(directory.resolve(text.substring(1))), values, problems);
      } else if (text.startsWith("{") || text.startsWith("[")) {
        take(yaml.parse(text, "-e " + text), values, problems);
      } else {
        words(text, values, problems);
      }
    }
    return new VarLayer("extra vars (-e)", values);
  }

  private static void take(YamlFile file, Map<String, Value> values, Diagnostics problems) {
    file.problems().forEach(problems::add);
    if (file.root().isEmpty()) {
      return;
    }
    if (file.root().get() instanceof Node.Mapping mapping) {
      values.putAll(new YamlData(problems).entries(mapping));
    } else {
      Node root = file.root().get();
      problems.error(root.span(), "extra variables are a dictionary, not " + root.kind());
    }
  }

  private static void words(String text, Map<String, Value> values, Diagnostics problems) {
    Span span = Span.none("-e " + text);
    Optional<List<ShellWords.Token>> words = ShellWords.split(text, false);
    if (words.isEmpty()) {
      problems.error(span, "a quote is not closed");
      return;
    }
    for (ShellWords.Token word : words.get()) {
      int equals = word.text().indexOf('=');
      if (equals <= 0) {
        // Ansible passes over it without a word.
        problems.warning(
            span,
            "'"
                + word.text()
                + "' is left out: -e takes NAME=VALUE, @FILE, or a dictionary in YAML or JSON");
        continue;
      }
      String name = word.text().substring(0, equals);
      Value value = new Value.Text(word.text().substring(equals + 1));
      values.put(name, TemplateMarking.mark(value, span));
    }
  }
}
