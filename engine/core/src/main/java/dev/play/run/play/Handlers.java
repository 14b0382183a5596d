package dev.play.run.play;

import dev.play.compile.Keywords;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.text.Worded;
import dev.play.event.Event;
import dev.play.event.EventSink;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The handlers of a play, in the order of their definition. Thread-safe. */
final class Handlers {
  private final CopyOnWriteArrayList<Step> all = new CopyOnWriteArrayList<>();
  private final Set<Step> unusable = ConcurrentHashMap.newKeySet();
  private final EventSink events;

  /**
   * @param events told of handlers that cannot be named
   */
  Handlers(List<Step> ofPlay, EventSink events) {
    this.events = events;
    add(ofPlay);
  }

  /** Adds those that an included role brings; those already there stay where they are. */
  void add(List<Step> more) {
    for (Step handler : more) {
      if (handler instanceof Step.Block block) {
        add(block.body()); // as in Ansible, which runs neither its rescue nor its always
      } else if (all.stream().noneMatch(known -> isSame(known, handler))) {
        all.addIfAbsent(handler);
      }
    }
  }

  /** A role used twice with the same parameters has its handlers once. */
  private static boolean isSame(Step one, Step other) {
    return one.span().equals(other.span())
        && one.around().role().isPresent()
        && other.around().role().isPresent()
        && one.around().role().get().directory().equals(other.around().role().get().directory())
        && one.around().role().get().given().equals(other.around().role().get().given());
  }

  List<Step> inOrder() {
    return List.copyOf(all);
  }

  /**
   * Those that a notification means: one of that name, and all that listen to it. Of several with
   * the name it is the first in the list that came last: the play's own list comes after those of
   * its roles, and those of included roles after that.
   *
   * @param scope what a handler's name and topics may look up
   */
  List<Step> named(String notification, Function<Step, Scope> scope) {
    Set<Step> found = new LinkedHashSet<>();
    byName(notification, scope).ifPresent(found::add);
    for (Step handler : all) {
      if (topics(handler).contains(notification)) {
        found.add(handler);
      }
    }
    return new ArrayList<>(found);
  }

  private Optional<Step> byName(String notification, Function<Step, Scope> scope) {
    Optional<Step> found = Optional.empty();
    Optional<RoleScope> list = Optional.empty();
    for (Step handler : all.reversed()) {
      if (found.isPresent() && !handler.around().role().equals(list)) {
        return found;
      }
      if (names(handler, scope).contains(notification)) {
        found = Optional.of(handler);
        list = handler.around().role();
      }
    }
    return found;
  }

  private Set<String> names(Step handler, Function<Step, Scope> scope) {
    Keywords keywords = handler.keywords();
    Set<String> names = new LinkedHashSet<>();
    keywords
        .name()
        .flatMap(name -> text(handler, name, () -> scope.apply(handler)))
        .ifPresent(names::add);
    return withRole(handler, names);
  }

  private void warn(Compiled name, String why) {
    events.accept(
        new Event.Warning(
            "Handler '"
                + PythonText.str(Worded.of(name))
                + "' is unusable because it has no listen topics and the name could not be"
                + " templated (host-specific variables are not supported in handler names). The"
                + " error: "
                + why,
            Optional.empty(),
            Optional.of(name.span())));
  }

  private static Set<String> topics(Step handler) {
    Set<String> topics = new LinkedHashSet<>();
    for (Compiled topic : handler.keywords().listens()) {
      // Topics are not templates: what looks like one is no name that anybody notifies.
      topic.constant().ifPresent(value -> topics.addAll(texts(value)));
    }
    return withRole(handler, topics);
  }

  /** The names, and those behind the role's name, short and in full. */
  private static Set<String> withRole(Step handler, Set<String> names) {
    Optional<RoleScope> role = handler.around().role();
    if (role.isEmpty()) {
      return names;
    }
    String full = role.get().name();
    String shortName = full.substring(full.lastIndexOf('.') + 1);
    Set<String> all = new LinkedHashSet<>(names);
    for (String name : names) {
      all.add(full + " : " + name);
      all.add(shortName + " : " + name);
      role.get().collection().ifPresent(c -> all.add(c + "." + shortName + " : " + name));
    }
    return all;
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Sequence s
        ? s.items().stream().flatMap(v -> texts(v).stream()).toList()
        : List.of(PythonText.str(value));
  }

  private Optional<String> text(
      Step handler, Compiled name, java.util.function.Supplier<Scope> scope) {
    Optional<Value> constant = name.constant();
    if (constant.isPresent()) {
      return constant.map(PythonText::str);
    }
    try {
      return new KeywordReader(scope.get()).text(Optional.of(name));
    } catch (EvaluationException | KeywordReader.NotYetKnown e) {
      // A name whose variables this host lacks cannot be notified by this host.
      if (handler.keywords().listens().isEmpty() && unusable.add(handler)) {
        warn(name, String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }
}
