package dev.play.compile.expand;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.compile.role.RoleDirectory;
import dev.play.compile.text.Fixed;
import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.schema.action.EngineActions;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The step at a role's start that checks its arguments against its specification. */
final class ArgumentSpecs {
  private ArgumentSpecs() {}

  static Optional<Step> step(
      Workbench bench,
      Node spec,
      String entryPoint,
      RoleDirectory role,
      Optional<Path> file,
      RoleAsk ask,
      Place inside) {
    if (!(spec instanceof Node.Mapping mapping)) {
      bench.problems().error(spec.span(), "an argument specification must be a dictionary");
      return Optional.empty();
    }
    Optional<Node> options = mapping.get("options");
    if (options.isEmpty() || (options.get() instanceof Node.Scalar s && s.isNull())) {
      return Optional.empty();
    }
    if (!(options.get() instanceof Node.Mapping given)) {
      bench.problems().error(options.get().span(), "options must be a dictionary");
      return Optional.empty();
    }
    Span span = mapping.span();
    String about =
        mapping.get("short_description").orElse(null) instanceof Node.Scalar text
            ? " - " + text.text()
            : "";
    Value name =
        new Value.Text("Validating arguments against arg spec '" + entryPoint + "'" + about);
    ModuleSpec module =
        bench
            .session()
            .modules()
            .find("validate_argument_spec")
            .orElseGet(() -> ModuleSpec.ofAction(EngineActions.ValidateArgumentSpec.class));
    Value context =
        Value.dictOf(
            "type",
            "role",
            "name",
            role.name().substring(role.name().lastIndexOf('.') + 1),
            "argument_spec_name",
            entryPoint,
            "path",
            role.path().toString());
    return Optional.of(
        new Step.Engine(
            ask.span(),
            keywords(ask.keywords(), new Fixed(name, span)),
            inside.in(file.orElse(inside.taskFile())).around(VarLayer.EMPTY),
            Step.BuiltIn.VALIDATE_ARGUMENT_SPEC,
            module,
            Map.of(
                "argument_spec",
                new Argument(span, span, new YamlData(bench.problems()).value(given)),
                "validate_args_context",
                new Argument(span, span, context)),
            Optional.empty()));
  }

  private static Keywords keywords(Keywords role, Compiled name) {
    Set<String> tags = new LinkedHashSet<>(role.tags());
    tags.add("always");
    return new Keywords(
        Optional.of(name),
        role.when(),
        Optional.empty(),
        Optional.empty(),
        java.util.List.of(),
        java.util.List.of(),
        java.util.List.of(),
        Optional.empty(),
        Optional.empty(),
        role.ignoreErrors(),
        role.ignoreUnreachable(),
        role.become(),
        role.connection(),
        role.remoteUser(),
        role.port(),
        role.timeout(),
        Optional.empty(),
        Optional.empty(),
        role.runOnce(),
        role.checkMode(),
        role.diff(),
        role.noLog(),
        role.anyErrorsFatal(),
        role.throttle(),
        Optional.empty(),
        Optional.empty(),
        role.debugger(),
        role.environment(),
        java.util.List.of(),
        java.util.List.of(),
        tags,
        role.moduleDefaults());
  }
}
