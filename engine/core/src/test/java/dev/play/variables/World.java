package dev.play.variables;

import dev.play.compile.CompiledPlay;
import dev.play.compile.Keywords;
import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.compile.VarLayer;
import dev.play.files.Controller;
import dev.play.files.FileDigests;
import dev.play.host.HostName;
import dev.play.inventory.LiveInventory;
import dev.play.inventory.source.InventoryText;
import dev.play.settings.Settings;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A small world to look variables up in: an inventory with {@code web1} and {@code web2} in {@code
 * web}, one play, and whatever a test puts beside them.
 */
final class World {
  static final HostName WEB1 = new HostName("web1");
  static final HostName WEB2 = new HostName("web2");

  final Path root;
  VarLayer playVars = VarLayer.EMPTY;
  VarLayer extra = VarLayer.EMPTY;
  Map<String, Value> prompted = Map.of();
  final List<List<Compiled>> varsFiles = new ArrayList<>();
  final List<Step> steps = new ArrayList<>();
  VariableSettings settings = VariableSettings.DEFAULT;

  World(Path root) {
    this.root = root;
    write("inv/hosts", "[web]\nweb1\nweb2\n[site:children]\nweb\n");
  }

  World write(String file, String text) {
    InventoryText.write(root.resolve(file), text);
    return this;
  }

  static VarLayer layer(String origin, String name, String value) {
    return new VarLayer(origin, Map.of(name, Value.text(value)));
  }

  /** A role that nothing depends on. */
  RoleScope role(String name, VarLayer defaults, VarLayer vars, VarLayer params) {
    return new RoleScope(
        name,
        root.resolve("play/roles").resolve(name),
        defaults,
        vars,
        params,
        List.of(),
        List.of(),
        false,
        true,
        Optional.empty());
  }

  Step.Surroundings around(
      Optional<RoleScope> role, List<VarLayer> vars, List<VarLayer> includeVars) {
    List<Path> search = new ArrayList<>();
    role.ifPresent(r -> search.add(r.directory()));
    search.add(root.resolve("play"));
    return new Step.Surroundings(
        role,
        role.map(r -> r.directory().resolve("tasks/main.yml"))
            .orElse(root.resolve("play/site.yml")),
        root.resolve("play"),
        search,
        vars,
        includeVars);
  }

  Step.Surroundings plain() {
    return around(Optional.empty(), List.of(), List.of());
  }

  Step.Surroundings inside(RoleScope role) {
    return around(Optional.of(role), List.of(), List.of());
  }

  /** Puts a role into the play's text. */
  void uses(RoleScope role) {
    steps.add(new Step.RoleBody(Span.none("test"), Keywords.NONE, inside(role), role, List.of()));
  }

  CompiledPlay play() {
    return new CompiledPlay(
        FixedText.of("the play"),
        Span.none("test"),
        root.resolve("play"),
        FixedText.of("all"),
        Keywords.NONE,
        playVars,
        varsFiles,
        List.of(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        steps,
        List.of(),
        List.of(),
        Set.of());
  }

  Controller controller() {
    YamlFiles yaml = new YamlFiles(VaultSecrets.none(), root);
    return new Controller(
        Map.of("HOME", "/home/me"),
        Clock.systemUTC(),
        new Random(1),
        Path.of("/home/me"),
        root,
        VaultSecrets.none(),
        yaml,
        Worlds.compiler(),
        new FileDigests(),
        Settings.usual(root));
  }

  RunVariables run() {
    Controller controller = controller();
    return new RunVariables(
        controller,
        new LiveInventory(InventoryText.loader(root).load(List.of("inv/hosts")).inventory()),
        new VariableFiles(controller.yaml()),
        extra,
        settings);
  }
}
