package dev.play.compile.text;

import dev.play.compile.VarLayer;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import dev.play.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads variables: {@code vars} keywords and files of variables. */
public final class VarReader {
  private final Diagnostics problems;
  private final YamlData data;

  public VarReader(Diagnostics problems) {
    this.problems = problems;
    this.data = new YamlData(problems);
  }

  /** A {@code vars} keyword: a dictionary, or a list of them. */
  public VarLayer keyword(Optional<Node> node, String origin) {
    if (node.isEmpty()) {
      return VarLayer.EMPTY;
    }
    Map<String, Value> all = new LinkedHashMap<>();
    List<Node> items =
        node.get() instanceof Node.Sequence(Span span, List<Node> several)
            ? several
            : List.of(node.get());
    for (Node item : items) {
      if (item instanceof Node.Mapping mapping) {
        mapping.entries().forEach(e -> checkName(e.key()));
        all.putAll(data.entries(mapping));
      } else {
        problems.error(item.span(), "vars must be a dictionary of names and values");
      }
    }
    return new VarLayer(origin, all);
  }

  private void checkName(Node.Scalar key) {
    if (!VariableNames.isValid(key.text())) {
      problems.error(
          key.span(),
          key.text() + " cannot be a variable's name",
          "use letters, digits and underscores only, and no keyword of Python's");
    }
  }

  /** A file of variables, whose problems are passed on. */
  public VarLayer file(YamlFile file, String origin) {
    file.problems().forEach(problems::add);
    if (file.root().isEmpty()) {
      return new VarLayer(origin, Map.of());
    }
    if (file.root().get() instanceof Node.Mapping mapping) {
      return new VarLayer(origin, data.entries(mapping));
    }
    problems.error(
        file.root().get().span(),
        "a file of variables must hold a dictionary, not " + file.root().get().kind());
    return new VarLayer(origin, Map.of());
  }

  /** Given by name in a role's use. */
  public VarLayer params(List<Node.Entry> params, VarLayer vars, String origin) {
    Map<String, Value> all = new LinkedHashMap<>();
    params.forEach(p -> all.put(p.name(), data.value(p.value())));
    all.putAll(vars.values());
    return new VarLayer(origin, all);
  }
}
