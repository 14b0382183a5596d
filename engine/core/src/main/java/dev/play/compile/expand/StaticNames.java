package dev.play.compile.expand;

import dev.play.compile.RoleScope;
import dev.play.compile.VarLayer;
import dev.play.compile.text.StaticScope;
import dev.play.compile.text.Texts;
import dev.play.playbook.Keyword;
import dev.play.playbook.KeywordMap;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.value.Value;
import dev.play.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Evaluates the names that must be known before any host is. */
final class StaticNames {
  /** What no host can change. */
  private static final Set<String> FIXED = Set.of("role_path", "playbook_dir", "role_name");

  private final Session session;
  private final Texts texts;
  private final Diagnostics problems;

  StaticNames(Session session, Texts texts, Diagnostics problems) {
    this.session = session;
    this.texts = texts;
    this.problems = problems;
  }

  /**
   * A name that a static statement needs; a template may use what the playbook itself defines.
   *
   * @param what the statement, for the error
   */
  Optional<String> required(Node node, String what, Place place, VarLayer own) {
    if (!(node instanceof Node.Scalar scalar) || scalar.isNull()) {
      problems.error(node.span(), what + " needs a name, not " + node.kind());
      return Optional.empty();
    }
    if (!(scalar.value() instanceof Value.Template)) {
      return Optional.of(scalar.text().strip());
    }
    Compiled compiled = texts.value(scalar);
    try {
      Value value = compiled.evaluate(new StaticScope(layers(place, own), lookups(place)));
      if (value instanceof Value.Text(String text)) {
        return Optional.of(text.strip());
      }
    } catch (EvaluationException e) {
      problems.error(
          scalar.span(),
          what + " is settled before any host is known, and " + e.message(),
          "use the include_ form for names that depend on the host");
      return Optional.empty();
    }
    problems.error(scalar.span(), what + " needs a name, but this is not known yet");
    return Optional.empty();
  }

  /**
   * Keywords whose tags are settled: templates in them see what the playbook itself defines. One
   * that needs more stays as it is.
   */
  KeywordMap tagged(KeywordMap own, Place place) {
    Optional<Node> tags = own.get(Keyword.TAGS);
    if (tags.isEmpty()) {
      return own;
    }
    List<Node> items =
        tags.get() instanceof Node.Sequence list ? list.items() : List.of(tags.get());
    if (items.stream().noneMatch(StaticNames::isTemplate)) {
      return own;
    }
    List<Node> settled = new ArrayList<>();
    items.forEach(item -> settled.addAll(isTemplate(item) ? tag(item, place) : List.of(item)));
    return own.with(Keyword.TAGS, new Node.Sequence(tags.get().span(), settled));
  }

  private static boolean isTemplate(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() instanceof Value.Template;
  }

  private List<Node> tag(Node node, Place place) {
    Value value;
    try {
      value =
          texts
              .value(node)
              .evaluate(new StaticScope(layers(place, VarLayer.EMPTY), lookups(place)));
    } catch (EvaluationException e) {
      // It is warned of where the tags are read.
      return List.of(node);
    }
    List<Value> all = value instanceof Value.Sequence list ? list.items() : List.of(value);
    return all.stream().<Node>map(one -> text(PythonText.str(one), node.span())).toList();
  }

  private static Node text(String text, Span span) {
    return new Node.Scalar(span, span, text, new Value.Text(text), Node.Style.PLAIN);
  }

  /** A name that is the same for every host and at any time. */
  Optional<String> constant(Compiled name, Place place) {
    if (name.constant().isEmpty() && name.freeVariables().isEmpty()) {
      return Optional.empty();
    }
    return known(name, place).orElse(null) instanceof Value.Text(String text)
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  /** A value that is the same for every host. */
  Optional<Value> known(Compiled value, Place place) {
    if (value.constant().isPresent()) {
      return value.constant();
    }
    Map<String, Value> known = new LinkedHashMap<>(fixed(place));
    known.keySet().retainAll(FIXED);
    known.putAll(session.context().extraVars());
    if (!known.keySet().containsAll(value.freeVariables())) {
      return Optional.empty();
    }
    try {
      return Optional.of(value.evaluate(new StaticScope(List.of(known), lookups(place))));
    } catch (EvaluationException e) {
      // It will say so when a host gets there, with that host's variables.
      return Optional.empty();
    }
  }

  private dev.play.template.LookupContext lookups(Place place) {
    return session.lookups(place.playDirectory());
  }

  private List<Map<String, Value>> layers(Place place, VarLayer own) {
    List<Map<String, Value>> layers = new ArrayList<>();
    layers.add(session.context().extraVars());
    place.includeVars().reversed().forEach(layer -> layers.add(layer.values()));
    layers.add(own.values());
    place.vars().reversed().forEach(layer -> layers.add(layer.values()));
    place
        .role()
        .ifPresent(
            role -> {
              layers.add(role.given());
              layers.add(role.vars().values());
            });
    layers.add(place.playVars().values());
    place.role().ifPresent(role -> layers.add(role.defaults().values()));
    layers.add(fixed(place));
    return layers;
  }

  private static Map<String, Value> fixed(Place place) {
    Map<String, Value> values = new LinkedHashMap<>();
    values.put("playbook_dir", new Value.Text(place.playDirectory().toString()));
    Optional<RoleScope> role = place.role();
    if (role.isPresent()) {
      values.put("role_path", new Value.Text(role.get().directory().toString()));
      values.put("role_name", new Value.Text(role.get().name()));
      values.put("ansible_role_name", new Value.Text(role.get().name()));
    }
    return values;
  }
}
