package dev.play.variables;

import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A play's vars_files. Each entry is a file, or a list of which the first one that exists is taken.
 * Names may use what a host knows; an entry that uses something undefined is passed over until the
 * host's facts change, as in Ansible.
 */
final class VarsFiles {
  private final List<List<Compiled>> entries;
  private final Path directory;
  private final RunVariables run;
  private final boolean allConstant;

  VarsFiles(List<List<Compiled>> entries, Path directory, RunVariables run) {
    this.entries = List.copyOf(entries);
    this.directory = directory;
    this.run = run;
    this.allConstant = entries.stream().allMatch(VarsFiles::isConstant);
  }

  private static final class Shared {
    private static final Object FACTS = new Object();

    private Shared() {}
  }

  /** Those entries whose names depend on nothing, for scopes of no host. */
  PlayHost.Files constant() {
    List<Layer> layers = new ArrayList<>();
    for (List<Compiled> entry : entries) {
      if (isConstant(entry)) {
        List<Value> names = entry.stream().flatMap(name -> name.constant().stream()).toList();
        layers.add(load(names, entry.getFirst().span()));
      }
    }
    return new PlayHost.Files(List.copyOf(layers), Layer.merge(layers), Shared.FACTS);
  }

  /**
   * The files of a host.
   *
   * @param scope makes the scope in which names are evaluated, given what was found so far
   */
  PlayHost.Files of(PlayHost host, Function<PlayHost.Files, Scope> scope) {
    PlayHost.Files known = host.files();
    Object facts = host.learnt().facts();
    if (entries.isEmpty() || known.facts() == facts || known.facts() == Shared.FACTS) {
      return known;
    }
    PlayHost.Files found = allConstant ? constant() : evaluated(facts, scope);
    host.files(found);
    return found;
  }

  private PlayHost.Files evaluated(Object facts, Function<PlayHost.Files, Scope> scope) {
    PlayHost.Files found = new PlayHost.Files(List.of(), java.util.Map.of(), facts);
    List<Layer> layers = new ArrayList<>();
    for (List<Compiled> entry : entries) {
      List<Value> names = new ArrayList<>();
      for (Compiled name : entry) {
        value(name, scope.apply(found)).ifPresent(names::add);
      }
      if (!names.isEmpty()) {
        layers.add(load(names, entry.getFirst().span()));
        found = new PlayHost.Files(List.copyOf(layers), Layer.merge(layers), facts);
      }
    }
    return found;
  }

  private static Optional<Value> value(Compiled entry, Scope scope) {
    try {
      Value value = entry.evaluate(scope);
      return value instanceof Value.Undefined || value instanceof Value.Unknown
          ? Optional.empty()
          : Optional.of(value);
    } catch (EvaluationException e) {
      if (e.kind() == EvaluationException.Kind.UNDEFINED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isConstant(List<Compiled> entry) {
    return entry.stream().allMatch(name -> name.constant().isPresent());
  }

  /** Where a file is looked for: in {@code vars} beside the playbook, and beside the playbook. */
  private Stream<Path> places(String name) {
    return Stream.of(directory.resolve("vars").resolve(name), directory.resolve(name))
        .map(Path::normalize)
        .distinct();
  }

  private Layer load(List<Value> names, Span span) {
    List<Path> places =
        names.stream()
            .flatMap(
                n -> n instanceof Value.Sequence(List<Value> more) ? more.stream() : Stream.of(n))
            .flatMap(name -> places(PythonText.str(name)))
            .toList();
    Path file =
        places.stream()
            .filter(Files::exists)
            .findFirst()
            .orElseThrow(
                () ->
                    EvaluationException.of(
                            "there is none of the files of vars_files: "
                                + String.join(
                                    ", ",
                                    places.stream().map(run.controller().yaml()::nameOf).toList()))
                        .at(span));
    VariableFiles.Loaded loaded = run.files().load(file);
    RunVariables.refuse(loaded.problems());
    return new Layer(Precedence.VARS_FILES, loaded.layer());
  }
}
