package dev.play.run.play;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.compile.text.Fixed;
import dev.play.run.keyword.FirstEnvironment;
import dev.play.schema.Argument;
import dev.play.schema.ModuleLibrary;
import dev.play.schema.ModuleSpec;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The task that gathers facts at the start of a play. */
final class FactGathering {
  private FactGathering() {}

  /**
   * Where the play says so, or says nothing and refers to facts. A play that says nothing and
   * refers to none costs nothing.
   *
   * @param gathering the setting: {@code implicit}, {@code explicit}, or {@code smart} which does
   *     not gather again what is known
   * @param isKnown whether the host's facts are
   */
  static Optional<Step.Engine> of(
      CompiledPlay play, ModuleLibrary library, String gathering, BooleanSupplier isKnown) {
    Optional<Boolean> said =
        play.gatherFacts()
            .flatMap(given -> given.constant())
            .map(v -> Boolean.TRUE.equals(dev.play.run.keyword.KeywordReader.asBoolean(v)));
    boolean unsaid = !gathering.equals("explicit") && !play.referencedFacts().isEmpty();
    boolean gathers = said.orElse(unsaid) && !(gathering.equals("smart") && isKnown.getAsBoolean());
    Optional<ModuleSpec> gather = library.find("gather_facts");
    return gathers && gather.isPresent() ? Optional.of(step(play, gather.get())) : Optional.empty();
  }

  private static Step.Engine step(CompiledPlay play, ModuleSpec gather) {
    Span span = play.span();
    Step.Surroundings around =
        new Step.Surroundings(
            Optional.empty(),
            play.directory(),
            play.directory(),
            List.of(play.directory()),
            List.of(),
            List.of());
    Keywords keywords = play.keywords();
    return new Step.Engine(
        span,
        named(keywords, span),
        around,
        Step.BuiltIn.GATHER_FACTS,
        gather,
        arguments(play),
        Optional.empty());
  }

  private static Map<String, Argument> arguments(CompiledPlay play) {
    Map<String, Argument> arguments = new LinkedHashMap<>();
    if (!play.gatherSubset().isEmpty()) {
      Value subsets = Value.texts(play.gatherSubset());
      arguments.put("gather_subset", new Argument(play.span(), play.span(), subsets));
    }
    play.gatherOptions()
        .forEach(
            (name, value) -> arguments.put(name, new Argument(play.span(), play.span(), value)));
    return arguments;
  }

  private static Keywords named(Keywords of, Span span) {
    return new Keywords(
        Optional.of(new Fixed(new Value.Text("Gathering Facts"), span)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        of.ignoreErrors(),
        of.ignoreUnreachable(),
        of.become(),
        of.connection(),
        of.remoteUser(),
        of.port(),
        of.timeout(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        of.anyErrorsFatal(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        of.environment().stream().<Compiled>map(FirstEnvironment::new).toList(),
        List.of(),
        List.of(),
        of.tags(),
        of.moduleDefaults());
  }
}
