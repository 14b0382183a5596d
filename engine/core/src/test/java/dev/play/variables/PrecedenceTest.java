package dev.play.variables;

import static dev.play.variables.World.layer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.RoleScope;
import dev.play.compile.VarLayer;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each level against each other: both define a variable, and the later level of Ansible's list
 * (docs.ansible.com, variable precedence) must win.
 */
class PrecedenceTest {
  /** Could be set by any level, facts included. */
  private static final String NAME = "ansible_x";

  private static final Set<Precedence> LEVELS =
      EnumSet.range(Precedence.ROLE_DEFAULTS, Precedence.EXTRA_VARS);

  @TempDir Path root = Path.of(".");

  private static VarLayer at(Precedence level, Set<Precedence> wanted) {
    return wanted.contains(level) ? layer(level.title(), NAME, level.name()) : VarLayer.EMPTY;
  }

  private static void file(World world, Precedence level, String path, Set<Precedence> wanted) {
    if (wanted.contains(level)) {
      world.write(path, NAME + ": " + level.name() + "\n");
    }
  }

  private TaskScope scope(Set<Precedence> wanted) {
    World world = new World(root);
    String host = wanted.contains(Precedence.INVENTORY_HOST) ? "ansible_x=INVENTORY_HOST" : "";
    String group =
        wanted.contains(Precedence.INVENTORY_GROUP) ? "[web:vars]\nansible_x=INVENTORY_GROUP" : "";
    world.write("inv/hosts", "[web]\nweb1 " + host + "\n" + group + "\n");
    file(world, Precedence.INVENTORY_GROUP_VARS_ALL, "inv/group_vars/all.yml", wanted);
    file(world, Precedence.INVENTORY_GROUP_VARS, "inv/group_vars/web.yml", wanted);
    file(world, Precedence.INVENTORY_HOST_VARS, "inv/host_vars/web1.yml", wanted);
    file(world, Precedence.PLAYBOOK_GROUP_VARS_ALL, "play/group_vars/all/main.yml", wanted);
    file(world, Precedence.PLAYBOOK_GROUP_VARS, "play/group_vars/web", wanted);
    file(world, Precedence.PLAYBOOK_HOST_VARS, "play/host_vars/web1.json", wanted);
    if (wanted.contains(Precedence.VARS_FILES)) {
      file(world, Precedence.VARS_FILES, "play/more.yml", wanted);
      world.varsFiles.add(List.of(FixedText.of("more.yml")));
    }
    world.playVars = at(Precedence.PLAY_VARS, wanted);
    world.prompted = at(Precedence.VARS_PROMPT, wanted).values();
    world.extra = at(Precedence.EXTRA_VARS, wanted);
    RoleScope role =
        world.role(
            "r",
            at(Precedence.ROLE_DEFAULTS, wanted),
            at(Precedence.ROLE_VARS, wanted),
            at(Precedence.ROLE_PARAMS, wanted));
    world.uses(role);
    RunVariables run = world.run();
    HostVariables learnt = run.host(World.WEB1);
    if (wanted.contains(Precedence.FACTS)) {
      learnt.addFacts(Value.dictOf("x", "FACTS"));
    }
    if (wanted.contains(Precedence.INCLUDE_VARS)) {
      learnt.include(at(Precedence.INCLUDE_VARS, wanted));
    }
    if (wanted.contains(Precedence.SET_FACT)) {
      learnt.set(NAME, Value.text("SET_FACT"));
    }
    return run.play(world.play(), world.prompted)
        .scope(
            World.WEB1,
            world.around(
                Optional.of(role),
                List.of(at(Precedence.BLOCK_AND_TASK_VARS, wanted)),
                List.of(at(Precedence.INCLUDE_PARAMS, wanted))));
  }

  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Precedence weaker : LEVELS) {
      for (Precedence stronger : LEVELS) {
        if (weaker.compareTo(stronger) < 0) {
          pairs.add(Arguments.of(weaker, stronger));
        }
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest(name = "{1} wins over {0}")
  @MethodSource("pairs")
  void theLaterLevelWins(Precedence weaker, Precedence stronger) {
    TaskScope scope = scope(EnumSet.of(weaker, stronger));
    assertThat(scope.lookup(NAME)).isEqualTo(Value.text(stronger.name()));
    assertThat(scope.explain(NAME).stream().map(Definition::level).distinct())
        .containsExactly(stronger, weaker);
    assertThat(scope.explain(NAME).getFirst().value()).isEqualTo(Value.text(stronger.name()));
  }

  @Test
  void explainsTheWholeChainTheWinnerFirst() {
    List<Precedence> strongestFirst = new ArrayList<>(LEVELS).reversed();
    TaskScope scope = scope(EnumSet.copyOf(LEVELS));
    assertThat(scope.explain(NAME).stream().map(Definition::level).distinct())
        .containsExactlyElementsOf(strongestFirst);
    assertThat(scope.explain(NAME).stream().map(Definition::origin))
        .contains(
            "inv/group_vars/web.yml",
            "play/group_vars/all/main.yml",
            "inventory inv/hosts (group web)",
            "inventory inv/hosts (host web1)");
  }

  @Test
  void saysUndefinedWhenNobodyDefinesIt() {
    assertThat(scope(Set.of()).lookup("nobody"))
        .isEqualTo(new Value.Undefined("'nobody'", Optional.empty()));
    assertThat(scope(Set.of()).explain("nobody")).isEmpty();
  }

  @Test
  void laterBlocksWinOverOuterOnes() {
    World world = new World(root);
    TaskScope scope =
        world
            .run()
            .play(world.play(), Map.of())
            .scope(
                World.WEB1,
                world.around(
                    Optional.empty(),
                    List.of(layer("block", "x", "outer"), layer("task", "x", "inner")),
                    List.of()));
    assertThat(scope.lookup("x")).isEqualTo(Value.text("inner"));
  }

  @Test
  void loopVariablesHideEverything() {
    assertThat(
            scope(EnumSet.copyOf(LEVELS))
                .with(Map.of(NAME, Value.text("item")))
                .with(Map.of("other", Value.NONE))
                .lookup(NAME))
        .isEqualTo(Value.text("item"));
  }
}
