package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.playbook.ModuleCall;
import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.util.LinkedHashMap;
import java.util.Map;

/** A call's arguments, checked against the module's parameters. */
final class ArgumentCompiler {
  private final Diagnostics problems;
  private final YamlData data;

  ArgumentCompiler(Diagnostics problems) {
    this.problems = problems;
    this.data = new YamlData(problems);
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

  void check(
      ModuleSpec spec,
      Map<String, Argument> arguments,
      ModuleCall call,
      Keywords keywords,
      Span task) {
    boolean complete =
        call.wholeArguments().isEmpty()
            && !keywords.moduleDefaults().containsKey(spec.name())
            && keywords.moduleDefaults().keySet().stream().noneMatch(k -> k.startsWith("group/"));
    spec.check(arguments, complete, task, problems);
  }
}
