package dev.play.compile.role;

import dev.play.compile.Step;
import dev.play.playbook.ModuleNames;
import dev.play.schema.Argument;
import dev.play.schema.ModuleSpec;
import dev.play.schema.action.EngineActions;
import dev.play.source.Span;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds out what names of modules stand for, play's own and others. Thread-safe. */
public final class NamedModules {
  private final ModuleNames ours;
  private final ForeignModules foreign;
  private final ListedCollections listed;
  private final Function<Path, String> shown;

  /**
   * @param shown how files are named to people
   */
  public NamedModules(
      ModuleNames ours,
      ForeignModules foreign,
      ListedCollections listed,
      Function<Path, String> shown) {
    this.ours = ours;
    this.foreign = foreign;
    this.listed = listed;
    this.shown = shown;
  }

  /**
   * What a name stands for.
   *
   * @param around directories around the task, the playbook's last
   */
  public NamedModule find(String name, List<Path> around) {
    Optional<ModuleSpec> own = ours.find(name);
    Optional<ModuleFile> instead =
        own.filter(spec -> Step.BuiltIn.of(spec).isEmpty())
            .flatMap(spec -> foreign.instead(name, around));
    if (own.isPresent() && instead.isEmpty()) {
      return listed
          .meantBy(name)
          .<NamedModule>map(collection -> new NamedModule.Missing(notOurs(name, collection)))
          .orElseGet(() -> new NamedModule.Ours(own.get()));
    }
    Optional<ModuleFile> file = instead.or(() -> foreign.find(name, around));
    if (file.isEmpty()) {
      return new NamedModule.Missing(foreign.missing(name));
    }
    return foreign
        .whyNot(file.get(), name, shown.apply(file.get().path()))
        .<NamedModule>map(NamedModule.Missing::new)
        .orElseGet(() -> new NamedModule.Foreign(file.get()));
  }

  private static ForeignModules.Refusal notOurs(String name, String collection) {
    return new ForeignModules.Refusal(
        "%s is here a module of the collection %s".formatted(name, collection),
        "play does not run modules of collections; where its own module of that name will do, leave"
            + " the collection out of `collections`");
  }

  /**
   * A call whose module's name is known only when a host gets there, standing where another step
   * does. Where there is no such module, a step that fails and says so.
   */
  public Step call(String name, Step at) {
    return switch (find(name, at.around().searchDirectories())) {
      case NamedModule.Ours(ModuleSpec spec) -> ours(spec, at);
      case NamedModule.Foreign(ModuleFile file) ->
          engine(
              at,
              action(file),
              ModuleSpec.ofAction(EngineActions.External.class),
              hidden(file, name, at.span()));
      case NamedModule.Missing(ForeignModules.Refusal why) ->
          engine(
              at,
              Step.BuiltIn.MISSING,
              ModuleSpec.ofAction(EngineActions.Fail.class),
              Map.of("msg", text(why.message() + " (" + why.hint() + ")", at.span())));
    };
  }

  private static Step ours(ModuleSpec spec, Step at) {
    return Step.BuiltIn.of(spec)
        .<Step>map(action -> engine(at, action, spec, Map.of()))
        .orElseGet(
            () ->
                new Step.Task(
                    at.span(), at.keywords(), at.around(), spec, Map.of(), Optional.empty()));
  }

  private static Step engine(
      Step at, Step.BuiltIn action, ModuleSpec spec, Map<String, Argument> arguments) {
    return new Step.Engine(
        at.span(), at.keywords(), at.around(), action, spec, arguments, Optional.empty());
  }

  /** What carries out a module that is not play's. */
  public static Step.BuiltIn action(ModuleFile file) {
    return file.kind() == ModuleFile.Kind.PYTHON ? Step.BuiltIn.PYTHON : Step.BuiltIn.EXTERNAL;
  }

  /** The arguments by which the engine finds a module that is not play's. */
  public Map<String, Argument> hidden(ModuleFile file, String name, Span span) {
    Map<String, Argument> hidden = new LinkedHashMap<>();
    hidden.put(EngineActions.External.FILE, text(file.path().toString(), span));
    hidden.put(EngineActions.External.NAME, text(name, span));
    hidden.put(EngineActions.External.FULL_NAME, text(foreign.fullName(file.path()), span));
    return hidden;
  }

  private static Argument text(String text, Span span) {
    return new Argument(span, span, new Value.Text(text));
  }
}
