package dev.play.schema;

import dev.play.module.WrongArguments;
import dev.play.value.Value;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a module's record from evaluated arguments. */
final class Binder {
  /** Those that Ansible's controller has work of its own for: other words for the same mistake. */
  private static final Set<String> ON_CONTROLLER =
      Set.of("assert", "debug", "fail", "group_by", "reboot", "set_stats", "wait_for_connection");

  private final ModuleSpec spec;
  private final List<String> problems = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> unsupported = new ArrayList<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private Value.Dict details = Value.EMPTY_DICT;

  Binder(ModuleSpec spec) {
    this.spec = spec;
  }

  Bound bind(Value.Dict arguments) {
    Map<String, Value> byParam = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : arguments.entries().entrySet()) {
      if (entry.getValue() instanceof Value.Unknown(String because)) {
        return new Bound.Unknown(because);
      }
      assign(byParam, ((Value.Text) entry.getKey()).text(), entry.getValue());
    }
    Optional<String> unknown =
        byParam.values().stream().flatMap(v -> unknownIn(v).stream()).findFirst();
    if (unknown.isPresent()) {
      return new Bound.Unknown(unknown.get());
    }
    @Nullable Object[] values = new @Nullable Object[spec.params().size()];
    for (int i = 0; i < values.length; i++) {
      ParamSpec param = spec.params().get(i);
      values[i] = component(param, byParam.get(param.name()));
    }
    problems.addAll(Groups.violations(spec, byParam));
    if (!missing.isEmpty()) {
      problems.addFirst(
          "missing required arguments: " + String.join(", ", missing.stream().sorted().toList()));
    }
    if (!unsupported.isEmpty()) {
      problems.add(unsupportedText());
    }
    return problems.isEmpty() ? construct(values) : new Bound.Wrong(problems, details);
  }

  /** In the words of Ansible, which playbooks look for. */
  private String unsupportedText() {
    if (ON_CONTROLLER.contains(spec.name())) {
      return "Invalid options for "
          + spec.name()
          + ": "
          + String.join(",", unsupported.stream().sorted().toList());
    }
    String supported =
        spec.params().stream()
            .map(p -> p.aliases().isEmpty() ? p.name() : p.name() + aliases(p))
            .sorted()
            .collect(Collectors.joining(", "));
    return "Unsupported parameters for ("
        + spec.name()
        + ") module: "
        + String.join(", ", unsupported.stream().sorted().toList())
        + ". Supported parameters include: "
        + supported
        + ".";
  }

  private static String aliases(ParamSpec param) {
    return " (" + String.join(", ", param.aliases().stream().sorted().toList()) + ")";
  }

  private void assign(Map<String, Value> byParam, String name, Value value) {
    Optional<ParamSpec> param = name.equals("_raw") ? spec.freeForm() : spec.param(name);
    if (param.isEmpty() && spec.doc().open() && !name.equals("_raw")) {
      return;
    }
    if (param.isEmpty()) {
      unsupported.add(name.equals("_raw") ? "_raw_params" : name);
    } else if (!byParam.containsKey(param.get().name())) {
      byParam.put(param.get().name(), value);
      ranks.put(param.get().name(), param.get().rank(name));
    } else if (name.equals("_raw") || ranks.getOrDefault(param.get().name(), 0) < 0) {
      problems.add("argument " + name + " is given twice (as " + param.get().name() + " too)");
    } else if (param.get().rank(name) > ranks.getOrDefault(param.get().name(), 0)) {
      byParam.put(param.get().name(), value);
      ranks.put(param.get().name(), param.get().rank(name));
    }
  }

  /** An Unknown anywhere inside makes the whole unknown. */
  private static Optional<String> unknownIn(Value value) {
    return switch (value) {
      case Value.Unknown(String because) -> Optional.of(because);
      case Value.Sequence(List<Value> items) ->
          items.stream().flatMap(v -> unknownIn(v).stream()).findFirst();
      case Value.Dict d ->
          d.entries().values().stream().flatMap(v -> unknownIn(v).stream()).findFirst();
      case Value.Secret(Value hidden) -> unknownIn(hidden);
      default -> Optional.empty();
    };
  }

  private @Nullable Object component(ParamSpec param, @Nullable Value given) {
    // None means "not given" for all but parameters that take anything.
    boolean absent = given == null || (given instanceof Value.None && param.type() != Value.class);
    if (absent && param.defaultText().isPresent()) {
      Object value = convert(param, new Value.Text(param.defaultText().get()));
      return param.optional() ? Optional.ofNullable(value) : value;
    }
    if (absent || given == null) {
      if (!param.optional()) {
        missing.add(param.name());
      }
      return param.optional() ? Optional.empty() : null;
    }
    Object value = convert(param, given);
    return param.optional() ? Optional.ofNullable(value) : value;
  }

  private @Nullable Object convert(ParamSpec param, Value value) {
    try {
      if (param.type() == List.class && value.equals(new Value.Text(""))) {
        return List.of();
      }
      if (param.type() == Map.class && value.equals(new Value.Text(""))) {
        return Map.of();
      }
      return Conversion.convert(param, value);
    } catch (Conversion.Misfit e) {
      problems.add(e.told(param, value));
      e.details().forEach((name, detail) -> details = details.with(name, detail));
      return null;
    }
  }

  private Bound construct(@Nullable Object[] values) {
    try {
      return new Bound.Arguments(made(spec.argumentType(), Arrays.asList(values).iterator()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof WrongArguments wrong) {
        return new Bound.Wrong(
            List.of(String.valueOf(wrong.getMessage())), wrong.values().values());
      }
      if (e.getCause() instanceof IllegalArgumentException contradiction) {
        return new Bound.Wrong(List.of(String.valueOf(contradiction.getMessage())));
      }
      throw new IllegalStateException("the record of " + spec.name() + " throws", e.getCause());
    }
  }

  /** A record of the next values; a group among its components takes as many as it has. */
  private static Record made(
      Class<? extends Record> type, Iterator<? extends @Nullable Object> next)
      throws InvocationTargetException {
    RecordShape shape = RecordShape.of(type);
    @Nullable Object[] values = new @Nullable Object[shape.size()];
    for (int i = 0; i < values.length; i++) {
      Optional<Class<? extends Record>> group = shape.group(i);
      values[i] = group.isPresent() ? made(group.get(), next) : next.next();
    }
    return shape.make(values);
  }
}
