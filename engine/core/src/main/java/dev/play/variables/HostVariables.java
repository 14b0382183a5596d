package dev.play.variables;

import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a host has learnt in the course of a run: facts, what {@code set_fact} and {@code register}
 * set, what {@code include_vars} brought. Lasts from play to play. Thread-safe.
 */
public final class HostVariables {
  private static final String PREFIX = "ansible_";

  /**
   * @param facts by their names without the prefix: the variable {@code ansible_facts}
   * @param injected the same as variables of their own
   */
  private record Facts(Value.Dict facts, Map<String, Value> injected) {
    static final Facts NONE = new Facts(Value.EMPTY_DICT, Map.of());
  }

  /** A fact that every gathering gives. */
  /** What setup tells of itself has no prefix. */
  private static final Set<String> OWN_NAMES = Set.of("gather_subset", "module_setup");

  private static final List<String> GATHERED = List.of("module_setup", "_ansible_facts_gathered");

  private final HostName name;
  private final FactCache cache;
  private final Map<String, Value> set = new ConcurrentHashMap<>();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();
  private final Map<String, Value> included = new ConcurrentHashMap<>();
  private final List<VarLayer> includedLayers = new CopyOnWriteArrayList<>();
  private volatile Facts facts = Facts.NONE;

  HostVariables(HostName name, FactCache cache) {
    this.name = name;
    this.cache = cache;
    cache.read(name).ifPresent(known -> add(known, true));
  }

  HostVariables(HostName name) {
    this(name, FactCache.NONE);
  }

  public HostName name() {
    return name;
  }

  /** set_fact and register. */
  public void set(String variable, Value value) {
    if (set.put(variable, value) == null) {
      order.add(variable);
    }
  }

  /** {@code set_fact} with {@code cacheable}: also a fact, which {@code clear_facts} forgets. */
  public void setCacheable(String variable, Value value) {
    set(variable, value);
    addFacts(new Value.Dict(Map.of(new Value.Text(variable), value)), true);
  }

  /** include_vars. */
  public void include(VarLayer layer) {
    includedLayers.add(layer);
    included.putAll(layer.values());
  }

  /**
   * Adds to the facts. Each is in {@code ansible_facts} without the prefix {@code ansible_}, and a
   * variable with it.
   */
  public void addFacts(Value.Dict more) {
    addFacts(more, false);
  }

  /**
   * Adds to the facts what a module other than setup tells.
   *
   * @param plain whether names without the prefix become variables as they are ({@code packages},
   *     {@code services}), rather than with the prefix
   */
  public synchronized void addFacts(Value.Dict more, boolean plain) {
    add(more, plain);
    cache.write(name, facts.injected());
  }

  private void add(Value.Dict more, boolean plain) {
    Map<Value, Value> all = new LinkedHashMap<>(facts.facts().entries());
    Map<String, Value> injected = new HashMap<>(facts.injected());
    more.entries()
        .forEach(
            (key, value) -> {
              String given = key instanceof Value.Text(String text) ? text : String.valueOf(key);
              String bare = given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
              all.put(new Value.Text(bare), value);
              String variable = plain || OWN_NAMES.contains(given) ? given : PREFIX + bare;
              if (!ConnectionVariables.isReserved(variable)) {
                injected.put(variable, value);
              }
            });
    facts = new Facts(new Value.Dict(all), Map.copyOf(injected));
  }

  /** meta: clear_facts. */
  public synchronized void clearFacts() {
    facts = Facts.NONE;
    cache.forget(name);
  }

  /** Whether setup's facts are known. */
  public boolean hasGatheredFacts() {
    return GATHERED.stream().anyMatch(mark -> facts.facts().get(mark).isPresent());
  }

  Value.Dict facts() {
    return facts.facts();
  }

  Map<String, Value> injectedFacts() {
    return facts.injected();
  }

  /** Live. */
  Map<String, Value> setVariables() {
    return set;
  }

  /** What {@link #setVariables} holds by now, in the order in which it was set first. */
  Map<String, Value> setInOrder() {
    Map<String, Value> ordered = new LinkedHashMap<>();
    for (String name : order) {
      Value value = set.get(name);
      if (value != null) {
        ordered.put(name, value);
      }
    }
    return ordered;
  }

  /** Live. */
  Map<String, Value> includedVariables() {
    return included;
  }

  List<VarLayer> includedLayers() {
    return List.copyOf(includedLayers);
  }
}
