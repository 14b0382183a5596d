package dev.play.schema;

import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks a task's arguments before any host is known. */
final class ArgumentCheck {
  private final ModuleSpec spec;
  private final Diagnostics problems;

  ArgumentCheck(ModuleSpec spec, Diagnostics problems) {
    this.spec = spec;
    this.problems = problems;
  }

  void check(Map<String, Argument> arguments, boolean complete, Span task) {
    int before = problems.all().size();
    Map<String, Value> byParam = new LinkedHashMap<>();
    boolean constant = complete;
    for (Map.Entry<String, Argument> entry : arguments.entrySet()) {
      String name = entry.getKey();
      Argument argument = entry.getValue();
      if (name.startsWith("_ansible_")) {
        problems.error(
            argument.nameSpan(),
            "Invalid parameter specified: '"
                + name
                + "'. The prefix '_ansible_' is reserved for internal use only.");
        continue;
      }
      Optional<ParamSpec> param = name.equals("_raw") ? spec.freeForm() : spec.param(name);
      if (param.isEmpty() && spec.doc().open() && !name.equals("_raw")) {
        continue;
      }
      if (param.isEmpty()) {
        unknownName(name, argument);
        continue;
      }
      if (byParam.putIfAbsent(param.get().name(), argument.value()) != null) {
        twice(name, param.get(), arguments);
        constant = false;
      }
      if (hasTemplate(argument.value())) {
        constant = false;
      } else {
        constantValue(param.get(), argument);
      }
    }
    if (complete) {
      for (ParamSpec param : spec.params()) {
        if (param.required() && !byParam.containsKey(param.name())) {
          problems.error(task, spec.name() + ": missing required argument " + param.name());
        }
      }
      groups(byParam).forEach(m -> problems.error(task, spec.name() + ": " + m));
    }
    if (constant && problems.all().size() == before) {
      contradictions(byParam, task);
    }
  }

  /** One of several names is often there to be left out by {@code omit}. */
  private void twice(String name, ParamSpec param, Map<String, Argument> arguments) {
    Span at = Objects.requireNonNull(arguments.get(name)).nameSpan();
    if (arguments.containsKey("_raw") && spec.freeForm().equals(Optional.of(param))) {
      problems.error(at, "argument " + name + " is given twice (as " + param.name() + ")");
    } else {
      String last =
          arguments.keySet().stream()
              .filter(n -> spec.param(n).equals(Optional.of(param)))
              .max(Comparator.comparingInt(param::rank))
              .orElse(name);
      problems.warning(
          at,
          "argument " + name + " is given twice (as " + param.name() + "); " + last + " counts");
    }
  }

  /** What is wrong whether or not the arguments that may be left out by {@code omit} are there. */
  private List<String> groups(Map<String, Value> byParam) {
    List<String> wrong = new ArrayList<>(Groups.violations(spec, byParam));
    Map<String, Value> sure = new LinkedHashMap<>(byParam);
    if (sure.values().removeIf(ArgumentCheck::mayBeOmitted)) {
      wrong.retainAll(Groups.violations(spec, sure));
    }
    return wrong;
  }

  /** A bare variable may hold omit, too. */
  private static boolean mayBeOmitted(Value value) {
    return value instanceof Value.Template(String source, Span span)
        && (source.contains("omit") || source.strip().matches("\\{\\{[^{}]*\\}\\}"));
  }

  /** The record's own constructor may know of contradictions; ask it when all is constant. */
  private void contradictions(Map<String, Value> byParam, Span task) {
    if (spec.bind(Value.dict(byParam))
        instanceof Bound.Wrong(List<String> wrong, Value.Dict values)) {
      wrong.forEach(m -> problems.error(task, spec.name() + ": " + m));
    }
  }

  private void unknownName(String name, Argument argument) {
    if (name.equals("_raw")) {
      problems.error(
          argument.valueSpan(),
          spec.name() + " takes no free text",
          "give its arguments by name, as in `" + spec.name() + ": NAME=VALUE`");
      return;
    }
    List<String> known = new ArrayList<>();
    spec.params().forEach(p -> known.add(p.name()));
    spec.params().forEach(p -> known.addAll(p.aliases()));
    problems.error(
        argument.nameSpan(),
        spec.name() + " has no argument " + name,
        NearName.of(name, known)
            .map(n -> "did you mean " + n + "?")
            .orElse("it takes " + String.join(", ", known)));
  }

  private void constantValue(ParamSpec param, Argument argument) {
    if (argument.value() instanceof Value.None) {
      return;
    }
    try {
      Conversion.convert(param, argument.value());
    } catch (Conversion.Misfit e) {
      problems.error(
          argument.valueSpan(),
          "argument " + param.name() + " of " + spec.name() + " " + e.getMessage());
    }
  }

  static boolean hasTemplate(Value value) {
    return switch (value) {
      case Value.Template t -> true;
      case Value.Sequence(List<Value> items) -> items.stream().anyMatch(ArgumentCheck::hasTemplate);
      case Value.Dict d -> d.entries().values().stream().anyMatch(ArgumentCheck::hasTemplate);
      case Value.Secret(Value hidden) -> hasTemplate(hidden);
      default -> false;
    };
  }
}
