package dev.play.run.action;

import dev.play.compile.text.VariableNames;
import dev.play.host.Resource;
import dev.play.run.keyword.KeywordReader;
import dev.play.run.port.Performed;
import dev.play.run.port.VariableChange;
import dev.play.run.task.Moment;
import dev.play.run.task.Work;
import dev.play.template.PythonText;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** set_fact: any names; a value that is unknown makes the fact unknown, nothing more. */
final class SetFactAction implements Work {
  private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no");

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Performed perform(Moment moment) {
    return set(moment, Map.of());
  }

  @Override
  public Performed maybe(Moment moment, String because) {
    Map<String, Value> unknown = new LinkedHashMap<>();
    moment
        .arguments()
        .entries()
        .keySet()
        .forEach(name -> unknown.put(PythonText.str(name), new Value.Unknown(because)));
    Performed set = set(moment, unknown);
    return Performed.unknown(because).doing(set.changes());
  }

  @Override
  public List<VariableChange> ofUnknownItems(Set<String> arguments, String because) {
    List<VariableChange> changes = new ArrayList<>();
    arguments.stream()
        .filter(VariableNames::isValid)
        .filter(name -> !name.equals("cacheable"))
        .forEach(
            name ->
                changes.add(
                    (variables, host) ->
                        variables.setFact(host, name, new Value.Unknown(because), false)));
    return changes;
  }

  private static Performed set(Moment moment, Map<String, Value> instead) {
    boolean cacheable =
        Boolean.TRUE.equals(
            KeywordReader.asBoolean(moment.arguments().get("cacheable").orElse(Value.FALSE)));
    Map<String, Value> facts = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : moment.arguments().entries().entrySet()) {
      String written = PythonText.str(entry.getKey());
      String name = evaluated(written, moment);
      if (name.equals("_raw")) {
        return Performed.failed(
            "set_fact needs names and values, for example `set_fact: {port: 80}`");
      }
      if (!name.equals("cacheable")) {
        if (!VariableNames.isValid(name)) {
          return Performed.failed(VariableNames.refusal(name));
        }
        Value value = instead.getOrDefault(written, entry.getValue());
        facts.put(name, moment.play().run().templates().nativeTypes() ? value : truth(value));
      }
    }
    if (facts.isEmpty()) {
      return Performed.failed(
          "No key/value pairs provided, at least one is required for this action to succeed");
    }
    List<VariableChange> changes = new ArrayList<>();
    boolean delegated = moment.settings().delegateFacts();
    facts.forEach(
        (name, value) ->
            changes.add(
                (variables, host) ->
                    variables.setFact(
                        delegated ? moment.factsOwner() : host, name, value, cacheable)));
    return Performed.ok(Value.dictOf("ansible_facts", Value.dict(facts))).doing(changes);
  }

  /** Without native types, texts that read like a truth are one, as in Ansible. */
  private static Value truth(Value value) {
    return value instanceof Value.Text(String text)
            && TRUTHS.contains(text.toLowerCase(java.util.Locale.ROOT))
        ? Value.of(Boolean.TRUE.equals(KeywordReader.asBoolean(value)))
        : value;
  }

  /** The names too may be templates. */
  private static String evaluated(String name, Moment moment) {
    return TemplateCompiler.hasTags(name)
        ? PythonText.str(
            moment
                .play()
                .run()
                .templates()
                .deepResolve(new Value.Template(name, moment.step().span()), moment.scope()))
        : name;
  }
}
