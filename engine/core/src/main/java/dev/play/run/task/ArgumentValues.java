package dev.play.run.task;

import dev.play.compile.Keywords;
import dev.play.host.HostPath;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.keyword.Omitted;
import dev.play.schema.Argument;
import dev.play.schema.Backends;
import dev.play.schema.ModuleSpec;
import dev.play.schema.ParamSpec;
import dev.play.schema.action.EngineActions;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.Values;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates a task's arguments: module_defaults below {@code args} below what the task says. */
final class ArgumentValues {
  private final Scope scope;
  private final TemplateCompiler templates;

  ArgumentValues(Scope scope, TemplateCompiler templates) {
    this.scope = scope;
    this.templates = templates;
  }

  Value.Dict evaluate(
      ModuleSpec spec, Map<String, Argument> written, Optional<Compiled> whole, Keywords keywords) {
    Map<String, Value> out = new LinkedHashMap<>();
    defaults(spec, called(spec, written), member(spec, written), keywords, out);
    Map<String, Value> given = new LinkedHashMap<>();
    whole.ifPresent(all -> putAll(given, spec, all));
    written.forEach((name, argument) -> put(given, spec, name, resolved(argument)));
    Backends.of(spec.name()).ifPresent(b -> backend(b, spec, given, keywords, out));
    given.forEach((name, value) -> put(out, spec, name, value));
    out.replaceAll((name, value) -> spec.param(name).map(p -> fitting(p, value)).orElse(value));
    return (Value.Dict) Omitted.strip(Value.dict(out), scope);
  }

  /**
   * What a module takes for secret, wherever it comes from. A word that occurs by itself stays out:
   * it would be masked in all that is shown from then on.
   */
  static Value secrets(ModuleSpec spec, Value.Dict arguments) {
    Map<Value, Value> out = new LinkedHashMap<>();
    arguments
        .entries()
        .forEach(
            (name, value) -> {
              boolean isWord =
                  value instanceof Value.Text(String text) && VaultSecrets.isWord(text);
              if (spec.isSecret(PythonText.str(name)) && !isWord) {
                out.put(name, new Value.Secret(value));
              }
            });
    return new Value.Dict(out);
  }

  /** The short name by which module_defaults know it. */
  private static String called(ModuleSpec spec, Map<String, Argument> written) {
    Argument own = written.get(EngineActions.External.NAME);
    if (own == null) {
      return spec.name();
    }
    String name = PythonText.str(own.value());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The name by which groups of module_defaults know it. */
  private static String member(ModuleSpec spec, Map<String, Argument> written) {
    Argument own = written.get(EngineActions.External.FULL_NAME);
    return own == null ? spec.name() : PythonText.str(own.value());
  }

  /**
   * A list or dictionary that a template gave where a text is taken, as Python prints it: what
   * Ansible makes of it. (One that is written there is an error before the run.)
   */
  private static Value fitting(ParamSpec param, Value value) {
    boolean takesText =
        param.type() == HostPath.class || (param.type() == String.class && !param.raw());
    boolean isText = !(value instanceof Value.Sequence || value instanceof Value.Dict);
    return !takesText || isText || !isPlain(value) ? value : Value.text(PythonText.str(value));
  }

  private static boolean isPlain(Value value) {
    return switch (value) {
      case Value.Unknown u -> false;
      case Value.Secret s -> false;
      case Value.Sequence(List<Value> items) -> items.stream().allMatch(ArgumentValues::isPlain);
      case Value.Dict d -> d.entries().values().stream().allMatch(ArgumentValues::isPlain);
      default -> true;
    };
  }

  private void defaults(
      ModuleSpec spec, String of, String member, Keywords keywords, Map<String, Value> out) {
    for (Map<String, Value> arguments : keywords.moduleDefaults().of(of, member)) {
      arguments.forEach((name, value) -> put(out, spec, name, resolved(value)));
    }
  }

  /** The choice that a variable makes, and the defaults of what is chosen. */
  private void backend(
      Backends backends,
      ModuleSpec spec,
      Map<String, Value> given,
      Keywords keywords,
      Map<String, Value> out) {
    Value use = given.getOrDefault("use", new Value.Text("auto"));
    if (use.equals(new Value.Text("auto"))
        && !(scope.lookup(backends.variable()) instanceof Value.Undefined)) {
      use = resolved(scope.lookup(backends.variable()));
      given.put("use", use);
    }
    if (backends.modules().stream().noneMatch(keywords.moduleDefaults()::has)) {
      return;
    }
    if (use.equals(new Value.Text("auto"))) {
      use =
          scope.lookup("ansible_facts") instanceof Value.Dict facts
              ? facts.get(backends.fact()).orElse(use)
              : use;
    }
    if (use instanceof Value.Text(String chosen)) {
      defaults(spec, chosen, chosen, keywords, out);
    }
  }

  private void putAll(Map<String, Value> out, ModuleSpec spec, Compiled whole) {
    Value value = whole.evaluate(scope);
    switch (value instanceof Value.Secret s ? s.hidden() : value) {
      case Value.Dict d ->
          d.entries().forEach((k, v) -> put(out, spec, PythonText.str(k), defined(v)));
      case Value.None n -> {}
      case Value.Unknown u -> throw new KeywordReader.NotYetKnown(u.because());
      case Value.Text(String text) when !(value instanceof Value.Secret) ->
          throw EvaluationException.of("invalid or malformed argument: '" + text + "'")
              .at(whole.span());
      default ->
          throw EvaluationException.of("args must be a dictionary, not " + Values.typeName(value))
              .at(whole.span());
    }
  }

  /** A stronger source replaces a weaker one's value also where they use different aliases. */
  private static void put(Map<String, Value> out, ModuleSpec spec, String name, Value value) {
    spec.param(name)
        .ifPresent(
            param -> {
              out.remove(param.name());
              param.aliases().forEach(out::remove);
            });
    out.put(name, value);
  }

  private Value resolved(Argument argument) {
    try {
      return resolved(argument.value());
    } catch (EvaluationException e) {
      throw e.at(argument.valueSpan());
    }
  }

  private Value resolved(Value value) {
    return defined(Values.deepResolve(value, scope, templates));
  }

  /** The value, if nothing in it is undefined. */
  static Value defined(Value value) {
    switch (value) {
      case Value.Undefined u -> throw Values.undefined(u);
      case Value.Sequence s -> s.items().forEach(ArgumentValues::defined);
      case Value.Dict d -> d.entries().values().forEach(ArgumentValues::defined);
      default -> {}
    }
    return value;
  }
}
