package dev.play.compile.role;

import dev.play.source.Diagnostics;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The groups that {@code module_defaults: group/NAME} names (Ansible's action groups). */
public final class ActionGroups {
  private static final String METADATA = "metadata";
  private static final String EXTENDS = "extend_group";

  private final CollectionRuntimes runtimes;
  private final boolean judging;

  /**
   * @param judging whether what is wrong with a group's own file is warned of
   */
  public ActionGroups(CollectionRuntimes runtimes, boolean judging) {
    this.runtimes = runtimes;
    this.judging = judging;
  }

  /** A group's name with its collection. */
  public static String fullName(String group) {
    return group.split("\\.").length < 3 ? CollectionRuntimes.BUILTIN + "." + group : group;
  }

  /**
   * The full names of a group's modules; empty where no such group is known.
   *
   * @param problems told what is wrong with the groups
   */
  public Optional<Set<String>> members(String group, Diagnostics problems) {
    Set<String> members = new LinkedHashSet<>();
    boolean known = collect(fullName(group), members, new HashSet<>(), problems);
    return known ? Optional.of(members) : Optional.empty();
  }

  private boolean collect(
      String group, Set<String> members, Set<String> seen, Diagnostics problems) {
    int dot = group.indexOf('.', group.indexOf('.') + 1);
    String collection = group.substring(0, dot);
    Optional<Node.Sequence> entries = runtimes.group(collection, group.substring(dot + 1));
    if (entries.isEmpty()) {
      return false;
    }
    if (!seen.add(group)) {
      return true;
    }
    boolean hadMetadata = false;
    for (Node entry : entries.get().items()) {
      if (entry instanceof Node.Mapping mapping) {
        Optional<String> wrong = wrong(mapping, hadMetadata);
        hadMetadata = true;
        wrong
            .filter(w -> judging)
            .ifPresent(
                w ->
                    problems.warning(
                        entry.span(),
                        "Invalid metadata was found for action_group "
                            + group
                            + " while loading module_defaults. "
                            + w));
        for (String other : extended(mapping)) {
          collect(full(other, collection), members, seen, problems);
        }
      } else if (entry instanceof Node.Scalar scalar) {
        String name = full(scalar.text(), collection);
        members.add(name);
        runtimes.redirect(name).ifPresent(members::add);
      }
    }
    return true;
  }

  private static String full(String name, String collection) {
    return name.split("\\.").length < 3 ? collection + "." + name : name;
  }

  private static List<String> extended(Node.Mapping entry) {
    Optional<Node> groups =
        entry
            .get(METADATA)
            .flatMap(
                m -> m instanceof Node.Mapping mapping ? mapping.get(EXTENDS) : Optional.empty());
    List<String> names = new ArrayList<>();
    for (Node one :
        groups.map(g -> g instanceof Node.Sequence s ? s.items() : List.of(g)).orElse(List.of())) {
      if (one instanceof Node.Scalar scalar) {
        names.add(scalar.text());
      }
    }
    return names;
  }

  /** In Ansible's words. */
  private static Optional<String> wrong(Node.Mapping entry, boolean hadMetadata) {
    Value.Dict all = (Value.Dict) new YamlData(new Diagnostics()).value(entry);
    Set<String> keys = keys(all);
    if (!keys.equals(Set.of(METADATA))) {
      return Optional.of(
          "The only expected key is metadata, but got keys: " + String.join(", ", keys));
    }
    if (hadMetadata) {
      return Optional.of("The group contains multiple metadata entries.");
    }
    Value metadata = all.get(METADATA).orElse(Value.NONE);
    if (!(metadata instanceof Value.Dict dict)) {
      return Optional.of("The metadata is not a dictionary. Got " + shown(metadata));
    }
    Set<String> unexpected = keys(dict);
    unexpected.remove(EXTENDS);
    if (!unexpected.isEmpty()) {
      return Optional.of("The metadata contains unexpected keys: " + String.join(", ", unexpected));
    }
    Value extended = dict.get(EXTENDS).orElse(Value.EMPTY_SEQUENCE);
    boolean fits = extended instanceof Value.Sequence || extended instanceof Value.Text;
    return fits
        ? Optional.empty()
        : Optional.of(
            "The metadata contains unexpected key types: "
                + EXTENDS
                + " is "
                + shown(extended)
                + " (expected type list)");
  }

  private static String shown(Value value) {
    return dev.play.template.PythonText.str(value);
  }

  private static Set<String> keys(Value.Dict dict) {
    Set<String> keys = new TreeSet<>();
    for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
      keys.add(shown(entry.getKey()));
    }
    return keys;
  }
}
