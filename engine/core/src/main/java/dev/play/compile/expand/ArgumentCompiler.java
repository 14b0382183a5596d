package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.text.Texts;
import dev.play.playbook.ModuleCall;
import dev.play.schema.Argument;
import dev.play.schema.Backends;
import dev.play.schema.ModuleSpec;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call's arguments, checked against the module's parameters. */
final class ArgumentCompiler {
  /** Arguments that hold bare expressions. */
  private static final Map<String, Set<String>> EXPRESSIONS =
      Map.of("assert", Set.of("that"), "debug", Set.of("var"));

  private final Texts texts;
  private final TemplateCompiler templates;
  private final YamlData data;

  ArgumentCompiler(Texts texts, TemplateCompiler templates, Diagnostics problems) {
    this.texts = texts;
    this.templates = templates;
    this.data = new YamlData(problems);
  }

  /**
   * Every text among a call's arguments, compiled; their mistakes are told.
   *
   * @param module its short name
   */
  List<Compiled> compiled(String module, Map<String, Argument> arguments) {
    Set<String> expressions = EXPRESSIONS.getOrDefault(module, Set.of());
    List<Compiled> all = new ArrayList<>();
    arguments.forEach(
        (name, argument) -> {
          if (expressions.contains(name)) {
            all.addAll(expressions(argument.value(), argument.valueSpan()));
          } else {
            all.add(texts.value(argument.value(), argument.valueSpan()));
          }
        });
    return all;
  }

  private List<Compiled> expressions(Value value, Span span) {
    return switch (value) {
      case Value.Sequence(List<Value> items) ->
          items.stream().flatMap(item -> expressions(item, span).stream()).toList();
      case Value.Text(String text) when !text.isBlank() -> List.of(texts.expression(text, span));
      default -> List.of(texts.value(value, span));
    };
  }

  Map<String, Argument> arguments(ModuleCall call) {
    Map<String, Argument> arguments = new LinkedHashMap<>();
    for (Node.Entry entry : call.arguments()) {
      String name = entry.name().equals("_raw_params") ? "_raw" : entry.name();
      arguments.put(
          name, new Argument(entry.key().span(), entry.value().span(), data.value(entry.value())));
    }
    call.freeText()
        .ifPresent(
            text -> arguments.put("_raw", new Argument(call.span(), text.span(), textValue(text))));
    return arguments;
  }

  /** Free text is text, even when it looks like a number. */
  private static Value textValue(Node.Scalar text) {
    return switch (text.value()) {
      case Value.Template t -> t;
      case Value.Secret s -> s;
      default -> new Value.Text(text.text());
    };
  }

  /** {@code copy: "{{ dict }}"} means what {@code args: "{{ dict }}"} means. */
  static ModuleCall withWholeArguments(ModuleCall call, ModuleSpec spec) {
    boolean whole =
        call.wholeArguments().isEmpty()
            && spec.freeForm().isEmpty()
            && call.freeText().map(t -> t.value() instanceof Value.Template).orElse(false);
    return whole
        ? new ModuleCall(
            call.span(),
            call.name(),
            call.arguments(),
            Optional.empty(),
            call.freeText(),
            call.local())
        : call;
  }

  /** What is wrong with a call's arguments. */
  Diagnostics check(
      ModuleSpec spec, Map<String, Argument> arguments, ModuleCall call, Keywords keywords) {
    Diagnostics problems = new Diagnostics();
    boolean complete =
        call.wholeArguments().isEmpty()
            && !keywords.moduleDefaults().has(spec.name())
            && Backends.of(spec.name()).stream()
                .flatMap(b -> b.modules().stream())
                .noneMatch(keywords.moduleDefaults()::has);
    spec.check(arguments, complete, call.span(), problems);
    new ArgumentCompiler(new Texts(templates, problems), templates, problems)
        .compiled(spec.name(), arguments);
    return problems;
  }
}
