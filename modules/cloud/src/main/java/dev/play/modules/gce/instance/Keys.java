package dev.play.modules.gce.instance;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Dictionaries as playbooks write them, made Google's: names in camel case, none it does not know.
 */
final class Keys {
  private final String option;
  private final Map<String, String> names;

  /**
   * @param option for messages
   * @param names Google's names by those of playbooks
   */
  Keys(String option, Map<String, String> names) {
    this.option = option;
    this.names = names;
  }

  /**
   * Google's form.
   *
   * @throws IllegalArgumentException where a name is not known
   */
  Value.Dict of(Value.Dict given) {
    Map<Value, Value> out = new LinkedHashMap<>();
    given
        .entries()
        .forEach(
            (key, value) -> {
              @Nullable String name =
                  key instanceof Value.Text(String text) ? names.get(text) : null;
              if (name == null) {
                throw new IllegalArgumentException(
                    "%s has no %s: there are %s"
                        .formatted(
                            option,
                            key instanceof Value.Text(String text) ? text : "such key",
                            String.join(", ", new TreeSet<>(names.keySet()))));
              }
              out.put(Value.text(name), value);
            });
    return new Value.Dict(out);
  }

  /** The same of a list. */
  List<Value.Dict> of(List<Value.Dict> given) {
    List<Value.Dict> out = new ArrayList<>();
    given.forEach(one -> out.add(of(one)));
    return out;
  }
}
