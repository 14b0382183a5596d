package dev.play.schema;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The rules about several parameters at once that a module's documentation declares. */
final class Groups {
  private Groups() {}

  /** Messages for every rule that is broken. Keys are the parameters' own names. */
  static List<String> violations(ModuleSpec spec, Map<String, Value> given) {
    List<String> out = new ArrayList<>();
    for (String group : spec.doc().mutuallyExclusive()) {
      List<String> present = present(group, given);
      if (present.size() > 1) {
        out.add("parameters are mutually exclusive: " + String.join("|", names(group)));
      }
    }
    for (String group : spec.doc().requiredOneOf()) {
      if (present(group, given).isEmpty()) {
        out.add("one of the following is required: " + String.join(", ", names(group)));
      }
    }
    for (String group : spec.doc().requiredTogether()) {
      int count = present(group, given).size();
      if (count > 0 && count < names(group).size()) {
        out.add("parameters are required together: " + String.join(", ", names(group)));
      }
    }
    for (String rule : spec.doc().requiredIf()) {
      requiredIf(names(rule), spec, given, out);
    }
    return out;
  }

  private static void requiredIf(
      List<String> rule, ModuleSpec spec, Map<String, Value> given, List<String> out) {
    String param = rule.get(0);
    Value value = given.get(param);
    String actual =
        value instanceof Value.Text(String t)
            ? t
            : value instanceof Value.Bool(boolean b)
                ? Boolean.toString(b)
                : value == null ? spec.param(param).flatMap(ParamSpec::defaultText).orElse("") : "";
    if (!actual.equals(rule.get(1))) {
      return;
    }
    List<String> missing =
        rule.subList(2, rule.size()).stream().filter(needed -> !isGiven(needed, given)).toList();
    if (!missing.isEmpty()) {
      out.add(
          param
              + " is "
              + actual
              + " but all of the following are missing: "
              + String.join(", ", missing));
    }
  }

  private static List<String> names(String group) {
    return Arrays.stream(group.split(",")).map(String::strip).toList();
  }

  private static List<String> present(String group, Map<String, Value> given) {
    return names(group).stream().filter(n -> isGiven(n, given)).toList();
  }

  private static boolean isGiven(String name, Map<String, Value> given) {
    return given.containsKey(name) && !(given.get(name) instanceof Value.None);
  }
}
