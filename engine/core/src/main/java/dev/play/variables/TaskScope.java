package dev.play.variables;

import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.files.ControllerLookups;
import dev.play.files.FileTemplates;
import dev.play.files.SearchPath;
import dev.play.template.LookupContext;
import dev.play.template.Scope;
import dev.play.template.TemplateLoader;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one host at one place of a play: a chain of layers by {@link Precedence}. What
 * the host learns later shows at once. A look-up asks a dozen maps at most and makes nothing.
 */
public final class TaskScope implements Scope {
  /** Told by its identity from a text that someone gave: keywords win over it. */
  private static final Value USUAL_CONNECTION = Value.text("ssh");

  private final PlayVariables play;
  private final PlayHost host;
  private final InventoryVariables.OfHost inventory;
  private final Step.@Nullable Surroundings around;
  private final @Nullable RoleLayers role;
  private final boolean bare;
  private final PlayHost.Files files;

  /**
   * @param around where the task stands; null for the host as such
   * @param bare without the play's own variables, as {@code hostvars} shows hosts
   */
  TaskScope(
      PlayVariables play,
      PlayHost host,
      InventoryVariables.OfHost inventory,
      Step.@Nullable Surroundings around,
      PlayHost.Files files,
      boolean bare) {
    this.play = play;
    this.host = host;
    this.inventory = inventory;
    this.around = around;
    this.role = around == null ? null : around.role().map(play.roles()::of).orElse(null);
    this.files = files;
    this.bare = bare;
  }

  PlayVariables play() {
    return play;
  }

  HostVariables learnt() {
    return host.learnt();
  }

  Step.@Nullable Surroundings around() {
    return around;
  }

  /** Whether this is no host's scope but that of a play's own keywords. */
  boolean isController() {
    return learnt().name().equals(PlayVariables.CONTROLLER);
  }

  @Override
  public Value lookup(String name) {
    Value found = find(name);
    if (found instanceof Value.Dict && play.mergesHashes() && Magic.of(name, this) == null) {
      return MergedHashes.of(name, found, layers());
    }
    return found == null ? new Value.Undefined("'" + name + "'", Optional.empty()) : found;
  }

  private @Nullable Value find(String name) {
    Value found = Magic.of(name, this);
    if (found == null) {
      found = play.extra().values().get(name);
    }
    if (found == null && around != null) {
      found = last(around.includeVars(), name);
    }
    if (found == null && role != null) {
      found = role.paramValues().get(name);
    }
    if (found == null) {
      found = host.learnt().setVariables().get(name);
    }
    if (found == null) {
      found = host.learnt().includedVariables().get(name);
    }
    if (found == null && around != null) {
      found = last(around.vars(), name);
    }
    if (found == null && role != null) {
      found = role.varValues().get(name);
    }
    if (found == null && !bare) {
      found = ofPlay(name);
    }
    if (found == null) {
      found = host.learnt().injectedFacts().get(name);
    }
    if (found == null) {
      found = inventory.host().get(name);
    }
    if (found == null) {
      found = inventory.groups().get(name);
    }
    return found == null ? weakest(name) : found;
  }

  private @Nullable Value ofPlay(String name) {
    Value found = null;
    for (int i = host.met().size() - 1; i >= 0 && found == null; i--) {
      found = host.met().get(i).shownVarValues().get(name);
    }
    if (found == null) {
      found = play.roles().varValues().get(name);
    }
    if (found == null) {
      found = files.values().get(name);
    }
    if (found == null) {
      found = play.prompted().values().get(name);
    }
    return found == null ? play.vars().values().get(name) : found;
  }

  private @Nullable Value weakest(String name) {
    Value found = role == null ? null : role.defaultValues().get(name);
    if (bare) {
      return found;
    }
    for (int i = host.met().size() - 1; i >= 0 && found == null; i--) {
      found = host.met().get(i).shownDefaultValues().get(name);
    }
    if (found == null) {
      found = play.roles().defaultValues().get(name);
    }
    return found == null && !isController() ? engineDefault(name) : found;
  }

  private @Nullable Value engineDefault(String name) {
    return switch (name) {
      case "ansible_host" -> Value.text(learnt().name().name());
      case "ansible_user" -> play.defaultUser();
      case "ansible_connection" -> USUAL_CONNECTION;
      default -> null;
    };
  }

  /**
   * Whether a value looked up in a scope is only what the engine says where nobody else does. The
   * command line's user is one: keywords win over it, variables over keywords.
   */
  public static boolean isEngineDefault(Scope scope, Value value) {
    return value == USUAL_CONNECTION
        || LocalScope.task(scope).map(task -> task.play.defaultUser() == value).orElse(false);
  }

  private static @Nullable Value last(List<VarLayer> layers, String name) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      Value found = layers.get(i).values().get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** All layers, weakest first, without what the engine sets. */
  private List<Layer> layers() {
    List<Layer> all = new ArrayList<>();
    if (!bare) {
      all.addAll(play.roles().defaults());
      host.met().forEach(met -> all.addAll(met.shownDefaults()));
    }
    if (role != null) {
      all.addAll(role.defaults());
    }
    all.addAll(inventory.layers());
    String name = learnt().name().name();
    all.add(
        new Layer(Precedence.FACTS, new VarLayer("facts of " + name, learnt().injectedFacts())));
    if (!bare) {
      all.add(new Layer(Precedence.PLAY_VARS, play.vars()));
      all.add(new Layer(Precedence.VARS_PROMPT, play.prompted()));
      all.addAll(files.layers());
      all.addAll(play.roles().vars());
      host.met().forEach(met -> all.addAll(met.shownVars()));
    }
    if (role != null) {
      all.addAll(role.vars());
    }
    if (around != null) {
      around.vars().forEach(l -> all.add(new Layer(Precedence.BLOCK_AND_TASK_VARS, l)));
    }
    learnt().includedLayers().forEach(l -> all.add(new Layer(Precedence.INCLUDE_VARS, l)));
    VarLayer set = new VarLayer("set_fact or register on " + name, learnt().setInOrder());
    all.add(new Layer(Precedence.SET_FACT, set));
    if (role != null) {
      all.addAll(role.params());
    }
    if (around != null) {
      around.includeVars().forEach(l -> all.add(new Layer(Precedence.INCLUDE_PARAMS, l)));
    }
    all.add(new Layer(Precedence.EXTRA_VARS, play.extra()));
    return all;
  }

  /** Every place that defines a variable, the winner first; empty when nobody does. */
  public List<Definition> explain(String name) {
    List<Definition> found = new ArrayList<>();
    Value magic = Magic.of(name, this);
    if (magic != null) {
      found.add(new Definition(Precedence.MAGIC, Precedence.MAGIC.title(), magic));
    }
    for (Layer layer : layers().reversed()) {
      Value value = layer.vars().values().get(name);
      if (value != null) {
        String origin = layer.vars().origin();
        found.add(
            new Definition(
                layer.level(), origin.isEmpty() ? layer.level().title() : origin, value));
      }
    }
    Value last = bare || isController() ? null : engineDefault(name);
    if (last != null) {
      found.add(new Definition(Precedence.ENGINE_DEFAULT, Precedence.ENGINE_DEFAULT.title(), last));
    }
    return found;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    layers().forEach(layer -> names.addAll(layer.vars().values().keySet()));
    for (String name : Magic.names()) {
      if (Magic.of(name, this) != null) {
        names.add(name);
      }
    }
    return names;
  }

  private SearchPath search() {
    return around == null
        ? new SearchPath(List.of(), play.directory(), play.controller().home())
        : SearchPath.of(around, play.controller().home());
  }

  @Override
  public TemplateLoader loader() {
    return new FileTemplates(play.controller(), search());
  }

  @Override
  public LookupContext lookups() {
    return new ControllerLookups(play.controller(), search(), play::hostsOf);
  }

  @Override
  public Scope with(Map<String, Value> locals) {
    return locals.isEmpty() ? this : new LocalScope(this, locals);
  }

  @Override
  public String toString() {
    return "variables of " + learnt().name();
  }
}
