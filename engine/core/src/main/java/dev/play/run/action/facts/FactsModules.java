package dev.play.run.action.facts;

import dev.play.run.task.Moment;
import dev.play.schema.action.EngineActions;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which modules gather facts: the setting {@code facts_modules}, or the variable of its name. */
public final class FactsModules {
  /** The usual one. */
  public static final String SETUP = "ansible.legacy.setup";

  private static final String SMART = "smart";

  /**
   * Systems of networks whose modules gather (the default of Ansible's connection_facts_modules).
   */
  private static final Map<String, Set<String>> NETWORKS =
      Map.ofEntries(
          Map.entry("cisco", Set.of("asa", "ios", "iosxr", "nxos")),
          Map.entry("arista", Set.of("eos")),
          Map.entry("frr", Set.of("frr")),
          Map.entry("junipernetworks", Set.of("junos")),
          Map.entry("vyos", Set.of("vyos")),
          Map.entry("extreme", Set.of("exos", "slxos", "voss")),
          Map.entry("community", Set.of("network.ironware")));

  private FactsModules() {}

  /** In the order in which they are called. */
  public static List<String> of(Moment moment, EngineActions.GatherFacts arguments) {
    Scope scope = moment.reach().scope();
    Value said = resolved("ansible_facts_modules", scope, moment);
    List<String> names =
        new ArrayList<>(
            said instanceof Value.Undefined
                ? moment.play().run().options().defaults().factsModules()
                : texts(said));
    if (names.remove(SMART)) {
      Value system =
          arguments
              .networkOs()
              .<Value>map(Value.Text::new)
              .orElseGet(() -> resolved("ansible_network_os", scope, moment));
      names.add(system instanceof Value.Undefined ? SETUP : ofSystem(PythonText.str(system)));
    }
    return names;
  }

  /** {@code ios} has a module of that name anywhere, {@code cisco.ios.ios} its collection's. */
  private static String ofSystem(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, Set<String>> one : NETWORKS.entrySet()) {
      for (String platform : one.getValue()) {
        String plain = platform.substring(platform.indexOf('.') + 1);
        String collection = platform.contains(".") ? platform : platform + "." + platform;
        if (name.equals(plain)) {
          return "ansible.legacy." + plain + "_facts";
        }
        if (name.equals(one.getKey() + "." + collection)) {
          return name + "_facts";
        }
      }
    }
    return SETUP;
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Sequence(List<Value> items)
        ? items.stream().map(PythonText::str).map(String::strip).toList()
        : List.of(PythonText.str(value).strip().split("\\s*,\\s*"));
  }

  private static Value resolved(String name, Scope scope, Moment moment) {
    Value value = scope.lookup(name);
    return value instanceof Value.Undefined
        ? value
        : Values.deepResolve(value, scope, moment.play().run().templates());
  }
}
