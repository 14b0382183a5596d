package dev.play.run.play;

import dev.play.compile.Keywords;
import dev.play.compile.Step;
import dev.play.run.keyword.KeywordReader;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The handlers of a play, in the order of their definition. Thread-safe. */
final class Handlers {
  private final CopyOnWriteArrayList<Step> all;

  Handlers(List<Step> ofPlay) {
    this.all = new CopyOnWriteArrayList<>(ofPlay);
  }

  /** Adds those that an included role brings; those already there stay where they are. */
  void add(List<Step> more) {
    more.forEach(all::addIfAbsent);
  }

  List<Step> inOrder() {
    return List.copyOf(all);
  }

  /**
   * Those that a notification means: the last one of that name, and all that listen to it.
   *
   * @param scope what a handler's name and topics may look up
   */
  List<Step> named(String notification, Function<Step, Scope> scope) {
    Set<Step> found = new LinkedHashSet<>();
    for (Step handler : all.reversed()) {
      if (names(handler, scope).contains(notification)) {
        found.add(handler);
        break;
      }
    }
    for (Step handler : all) {
      if (topics(handler, scope).contains(notification)) {
        found.add(handler);
      }
    }
    return new ArrayList<>(found);
  }

  private static Set<String> names(Step handler, Function<Step, Scope> scope) {
    Keywords keywords = handler.keywords();
    Set<String> names = new LinkedHashSet<>();
    keywords.name().flatMap(name -> text(name, () -> scope.apply(handler))).ifPresent(names::add);
    handler
        .around()
        .role()
        .ifPresent(
            role -> {
              for (String name : List.copyOf(names)) {
                names.add(role.name() + " : " + name);
                role.collection().ifPresent(c -> names.add(c + "." + role.name() + " : " + name));
              }
            });
    return names;
  }

  private static Set<String> topics(Step handler, Function<Step, Scope> scope) {
    Set<String> topics = new LinkedHashSet<>();
    for (Compiled topic : handler.keywords().listens()) {
      Optional<Value> constant = topic.constant();
      try {
        Value value = constant.isPresent() ? constant.get() : topic.evaluate(scope.apply(handler));
        topics.addAll(texts(value));
      } catch (EvaluationException e) {
        // A topic whose variables this host lacks is none for this host.
        continue;
      }
    }
    return topics;
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Sequence s
        ? s.items().stream().flatMap(v -> texts(v).stream()).toList()
        : List.of(PythonText.str(value));
  }

  private static Optional<String> text(Compiled name, java.util.function.Supplier<Scope> scope) {
    Optional<Value> constant = name.constant();
    if (constant.isPresent()) {
      return constant.map(PythonText::str);
    }
    try {
      return new KeywordReader(scope.get()).text(Optional.of(name));
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      // A name whose variables this host lacks cannot be notified by this host.
      return Optional.empty();
    }
  }
}
