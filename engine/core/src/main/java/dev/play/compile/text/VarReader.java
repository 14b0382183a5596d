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
import java.util.Set;

/** Reads variables: {@code vars} keywords and files of variables. */
public final class VarReader {
  /** Names that Ansible warns of: keywords, and what templates call functions by. */
  private static final Set<String> RESERVED =
      Set.of(
          ("action always any_errors_fatal args async async_val become become_exe become_flags"
                  + " become_method become_user block changed_when check_mode collections"
                  + " connection cycler debugger delay delegate_facts delegate_to dict diff"
                  + " environment fact_path failed_when force_handlers gather_facts gather_timeout"
                  + " handlers hosts ignore_errors ignore_unreachable joiner lipsum local_action"
                  + " lookup loop loop_control loop_with max_fail_percentage module_defaults name"
                  + " namespace no_log notify now order poll port post_tasks pre_tasks q query"
                  + " range register remote_user rescue retries roles run_once serial strategy tags"
                  + " tasks throttle timeout undef until vars_files vars_prompt when with_")
              .split(" "));

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
        warnOfReserved(mapping);
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

  private void warnOfReserved(Node.Mapping mapping) {
    for (Node.Entry entry : mapping.entries()) {
      if (RESERVED.contains(entry.name())) {
        problems.warning(entry.key().span(), "Found variable using reserved name: " + entry.name());
      }
    }
  }

  /** A file of variables, whose problems are passed on. */
  public VarLayer file(YamlFile file, String origin) {
    file.problems().forEach(problems::add);
    if (file.root().isEmpty()) {
      return new VarLayer(origin, Map.of());
    }
    if (file.root().get() instanceof Node.Mapping mapping) {
      warnOfReserved(mapping);
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
