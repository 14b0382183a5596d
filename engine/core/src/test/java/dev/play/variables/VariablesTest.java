package dev.play.variables;

import static dev.play.variables.World.WEB1;
import static dev.play.variables.World.WEB2;
import static dev.play.variables.World.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.compile.RoleScope;
import dev.play.compile.VarLayer;
import dev.play.host.HostName;
import dev.play.template.EvaluationException;
import dev.play.template.LazyDict;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
  @TempDir Path root = Path.of(".");

  private static String show(Scope scope, String name) {
    Value value = scope.lookup(name);
    return value instanceof Value.Undefined ? "undefined" : PythonText.repr(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "inventory_hostname           | 'web1.example.org'",
        "inventory_hostname_short     | 'web1'",
        "group_names                  | ['site', 'web']",
        "groups                       | {'all': ['web1.example.org', 'web2'], 'ungrouped': [], 'web': ['web1.example.org', 'web2'], 'site': ['web1.example.org', 'web2']}",
        "inventory_file               | 'ROOT/inv/hosts'",
        "inventory_dir                | 'ROOT/inv'",
        "playbook_dir                 | 'ROOT/play'",
        "play_hosts                   | ['web2']",
        "ansible_play_batch           | ['web2']",
        "ansible_play_hosts           | ['web1.example.org', 'web2']",
        "ansible_play_hosts_all       | ['web1.example.org', 'web2']",
        "ansible_play_name            | 'the play'",
        "ansible_check_mode           | True",
        "ansible_diff_mode            | False",
        "ansible_forks                | 7",
        "ansible_verbosity            | 2",
        "ansible_run_tags             | ['a']",
        "ansible_skip_tags            | ['b']",
        "ansible_limit                | 'web'",
        "ansible_inventory_sources    | ['inv/hosts']",
        "ansible_facts                | {'distribution': 'Debian'}",
        "ansible_distribution         | 'Debian'",
        "role_name                    | 'child'",
        "role_path                    | 'ROOT/play/roles/child'",
        "ansible_role_name            | 'child'",
        "ansible_parent_role_names    | ['parent']",
        "ansible_parent_role_paths    | ['ROOT/play/roles/parent']",
        "role_names                   | ['parent']",
        "ansible_play_role_names      | ['parent']",
        "ansible_dependent_role_names | ['child']",
        "ansible_role_names           | ['child', 'parent']",
        "ansible_search_path          | ['ROOT/play/roles/child', 'ROOT/play']",
        "ansible_host                 | 'web1.example.org'",
        "ansible_connection           | 'ssh'",
        "ansible_user                 | 'me'",
      })
  void setsTheMagicVariables(String name, String expected) {
    World world = new World(root);
    world.write("inv/hosts", "[web]\nweb1.example.org\nweb2\n[site:children]\nweb\n");
    world.settings =
        new VariableSettings(
            true,
            false,
            7,
            2,
            List.of("a"),
            List.of("b"),
            Optional.of("web"),
            List.of("inv/hosts"),
            Optional.of("me"));
    world.extra = layer("extra", "inventory_hostname", "not to be had");
    RoleScope parent = world.role("parent", VarLayer.EMPTY, VarLayer.EMPTY, VarLayer.EMPTY);
    RoleScope child =
        new RoleScope(
            "child",
            root.resolve("play/roles/child"),
            VarLayer.EMPTY,
            VarLayer.EMPTY,
            VarLayer.EMPTY,
            List.of(parent),
            List.of(),
            false,
            true,
            Optional.empty());
    world.uses(child);
    world.uses(parent);
    HostName host = new HostName("web1.example.org");
    RunVariables run = world.run();
    run.host(host).addFacts(Value.dictOf("ansible_distribution", "Debian"));
    PlayVariables play = run.play(world.play(), Map.of());
    play.hosts(List.of(host, WEB2), List.of(host, WEB2), List.of(WEB2));
    assertThat(show(play.scope(host, world.inside(child)), name))
        .isEqualTo(expected.replace("ROOT", root.toString()));
  }

  @Test
  void showsOtherHostsThroughHostvarsInTheirOwnScope() {
    World world = new World(root);
    world.write("inv/host_vars/web2.yml", "port: 81\nurl: 'http://{{ inventory_hostname }}'\n");
    world.playVars = layer("play", "of_play", "hidden from hostvars");
    RunVariables run = world.run();
    PlayVariables play = run.play(world.play(), Map.of());
    TaskScope scope = play.scope(WEB1, world.plain());
    LazyDict hostvars = (LazyDict) scope.lookup("hostvars");
    run.host(WEB2).set("late", Value.of(1));
    LazyDict web2 = (LazyDict) hostvars.get(Value.text("web2")).orElseThrow();
    assertThat(web2.get(Value.text("port"))).contains(Value.of(81));
    assertThat(web2.get(Value.text("late"))).contains(Value.of(1));
    assertThat(web2.get(Value.text("of_play"))).isEmpty();
    assertThat(web2.get(Value.text("url")).orElseThrow()).isInstanceOf(Value.Template.class);
    assertThat(web2.scope().orElseThrow().lookup("inventory_hostname"))
        .isEqualTo(Value.text("web2"));
    assertThat(hostvars.keys()).containsExactly(Value.text("web1"), Value.text("web2"));
    assertThat(hostvars.get(Value.text("nobody"))).isEmpty();
    assertThat(hostvars.get(Value.text("localhost"))).isPresent();
  }

  @Test
  void readsNoFilesOfHostsThatNobodyAsksFor() {
    World world = new World(root);
    world.write("inv/host_vars/web2.yml", "not: [closed\n");
    PlayVariables play = world.run().play(world.play(), Map.of());
    LazyDict hostvars = (LazyDict) play.scope(WEB1, world.plain()).lookup("hostvars");
    assertThat(hostvars.keys()).hasSize(2);
    assertThatThrownBy(() -> hostvars.get(Value.text("web2")))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            e -> assertThat(e.span().orElseThrow().file()).isEqualTo("inv/host_vars/web2.yml"));
  }

  @Test
  void letsRolesSeeTheirOwnDefaultsFirst() {
    World world = new World(root);
    RoleScope first =
        world.role("first", layer("d1", "x", "1"), layer("v1", "y", "1"), VarLayer.EMPTY);
    RoleScope second =
        world.role("second", layer("d2", "x", "2"), layer("v2", "y", "2"), VarLayer.EMPTY);
    world.uses(first);
    world.uses(second);
    PlayVariables play = world.run().play(world.play(), Map.of());
    assertThat(show(play.scope(WEB1, world.inside(first)), "x")).isEqualTo("'1'");
    assertThat(show(play.scope(WEB1, world.inside(first)), "y")).isEqualTo("'1'");
    assertThat(show(play.scope(WEB1, world.plain()), "x")).isEqualTo("'2'");
    assertThat(show(play.scope(WEB1, world.plain()), "y")).isEqualTo("'2'");
  }

  @Test
  void showsAnIncludedRoleToLaterTasksOnlyWhenPublic() {
    World world = new World(root);
    RoleScope open = world.role("open", layer("d", "x", "1"), VarLayer.EMPTY, VarLayer.EMPTY);
    RoleScope closed =
        new RoleScope(
            "closed",
            root,
            layer("d", "y", "1"),
            VarLayer.EMPTY,
            VarLayer.EMPTY,
            List.of(),
            List.of(),
            false,
            false,
            Optional.empty());
    PlayVariables play = world.run().play(world.play(), Map.of());
    assertThat(show(play.scope(WEB1, world.plain()), "x")).isEqualTo("undefined");
    assertThat(show(play.scope(WEB1, world.inside(open)), "x")).isEqualTo("'1'");
    assertThat(show(play.scope(WEB1, world.inside(closed)), "y")).isEqualTo("'1'");
    assertThat(show(play.scope(WEB1, world.plain()), "x")).isEqualTo("'1'");
    assertThat(show(play.scope(WEB1, world.plain()), "y")).isEqualTo("undefined");
    assertThat(show(play.scope(WEB2, world.plain()), "x")).isEqualTo("undefined");
  }

  @Test
  void letsDependenciesLendVariablesToWhoNeedsThem() {
    World world = new World(root);
    RoleScope dependency =
        world.role("dep", layer("d", "x", "dep"), layer("v", "y", "dep"), VarLayer.EMPTY);
    RoleScope user =
        new RoleScope(
            "user",
            root,
            layer("d", "z", "user"),
            VarLayer.EMPTY,
            VarLayer.EMPTY,
            List.of(),
            List.of(dependency),
            false,
            true,
            Optional.empty());
    TaskScope scope = world.run().play(world.play(), Map.of()).scope(WEB1, world.inside(user));
    assertThat(List.of(show(scope, "x"), show(scope, "y"), show(scope, "z")))
        .containsExactly("'dep'", "'dep'", "'user'");
  }

  /** Measured against ansible-core 2.19: set_fact wins over the vars of a role's use. */
  @Test
  void ranksTheVarsOfARolesUseWithTheRolesOwnVars() {
    World world = new World(root);
    RoleScope role =
        new RoleScope(
            "r",
            root,
            VarLayer.EMPTY,
            layer("v", "x", "role"),
            layer("p", "y", "param"),
            layer("use", "x", "use"),
            List.of(),
            List.of(),
            false,
            true,
            Optional.empty());
    world.uses(role);
    RunVariables run = world.run();
    PlayVariables play = run.play(world.play(), Map.of());
    assertThat(show(play.scope(WEB1, world.inside(role)), "x")).isEqualTo("'use'");
    assertThat(show(play.scope(WEB1, world.plain()), "x")).isEqualTo("'role'");
    run.host(WEB1).set("x", Value.text("set"));
    run.host(WEB1).set("y", Value.text("set"));
    assertThat(show(play.scope(WEB1, world.inside(role)), "x")).isEqualTo("'set'");
    assertThat(show(play.scope(WEB1, world.inside(role)), "y")).isEqualTo("'param'");
  }

  @Test
  void ordersGroupVariablesByDepthAndPriority() {
    World world = new World(root);
    world.write(
        "inv/hosts",
        """
        [a]
        web1
        [b]
        web1
        [outer:children]
        a
        [all:vars]
        v=all
        [outer:vars]
        v=outer
        w=outer
        [a:vars]
        v=a
        [b:vars]
        v=b
        w=b
        """);
    TaskScope scope = world.run().play(world.play(), Map.of()).scope(WEB1);
    // a is deeper than b, which is as deep as outer but later by name... "b" < "outer".
    assertThat(show(scope, "v")).isEqualTo("'a'");
    assertThat(show(scope, "w")).isEqualTo("'outer'");
  }

  @Test
  void evaluatesVarsFilesAgainWhenFactsCome() {
    World world = new World(root);
    world.write("play/vars/Debian.yml", "x: debian\n").write("play/vars/base.yml", "x: base\n");
    world.varsFiles.add(List.of(FixedText.of("vars/none.yml"), FixedText.of("vars/base.yml")));
    world.varsFiles.add(List.of(FixedText.variable("ansible_file")));
    RunVariables run = world.run();
    PlayVariables play = run.play(world.play(), Map.of());
    assertThat(show(play.scope(WEB1, world.plain()), "x")).isEqualTo("'base'");
    run.host(WEB1).addFacts(Value.dictOf("file", "vars/Debian.yml"));
    assertThat(show(play.scope(WEB1, world.plain()), "x")).isEqualTo("'debian'");
    assertThat(show(play.scope(WEB2, world.plain()), "x")).isEqualTo("'base'");
  }

  @Test
  void saysWhichVarsFilesAreMissing() {
    World world = new World(root);
    world.varsFiles.add(List.of(FixedText.of("a.yml"), FixedText.of("b.yml")));
    PlayVariables play = world.run().play(world.play(), Map.of());
    assertThatThrownBy(() -> play.scope(WEB1, world.plain()))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "there is none of the files of vars_files: play/vars/a.yml, play/a.yml, play/vars/b.yml, play/b.yml");
  }

  @Test
  void neverLetsFactsSayHowAHostIsReached() {
    World world = new World(root);
    RunVariables run = world.run();
    run.host(WEB1)
        .addFacts(
            Value.dictOf(
                "ansible_host",
                "evil",
                "ansible_become_user",
                "evil",
                "ssh_host_key_rsa_public",
                "AAAA"));
    run.host(WEB1)
        .addFacts(
            Value.dictOf(
                "play_passage", "evil", "play_rack_number", "evil", "play_version", "good"),
            true);
    TaskScope scope = run.play(world.play(), Map.of()).scope(WEB1);
    assertThat(show(scope, "play_passage")).isEqualTo("undefined");
    assertThat(show(scope, "play_rack_number")).as("what a passage reads").isEqualTo("undefined");
    assertThat(show(scope, "play_version")).isEqualTo("'good'");
    assertThat(show(scope, "ansible_host")).isEqualTo("'web1'");
    assertThat(show(scope, "ansible_become_user")).isEqualTo("undefined");
    assertThat(show(scope, "ansible_ssh_host_key_rsa_public")).isEqualTo("'AAAA'");
  }

  @Test
  void seesHostsAndGroupsThatTheRunAdds() {
    World world = new World(root);
    world.write("inv/group_vars/fresh.yml", "x: fresh\n");
    RunVariables run = world.run();
    PlayVariables play = run.play(world.play(), Map.of());
    assertThat(show(play.scope(WEB1), "x")).isEqualTo("undefined");
    run.live().groupBy(WEB1, "fresh", List.of("all"));
    assertThat(show(play.scope(WEB1), "x")).isEqualTo("'fresh'");
    assertThat(show(play.scope(WEB1), "group_names")).isEqualTo("['fresh', 'site', 'web']");
  }

  @Test
  void keepsOmitByIdentity() {
    World world = new World(root);
    assertThat(world.run().play(world.play(), Map.of()).scope(WEB1).lookup("omit"))
        .isSameAs(Omit.OMIT);
  }

  @Test
  void warnsWhenAFileBesideADirectoryIsNotRead() {
    World world = new World(root);
    world.write("inv/group_vars/web/a.yml", "x: 1\n").write("inv/group_vars/web.yml", "x: 2\n");
    RunVariables run = world.run();
    assertThat(show(run.withoutPlay(Optional.empty()).scope(WEB1), "x")).isEqualTo("1");
    assertThat(run.inventoryVariables(Optional.empty()).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.span().file()).isEqualTo("inv/group_vars/web.yml"));
  }

  @Test
  void looksUpWithoutMakingGarbage() {
    World world = new World(root);
    RoleScope role = world.role("r", layer("d", "deep", "1"), layer("v", "v", "1"), VarLayer.EMPTY);
    world.uses(role);
    TaskScope scope = world.run().play(world.play(), Map.of()).scope(WEB1, world.inside(role));
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    lookUp(scope, 100_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    long started = System.nanoTime();
    lookUp(scope, 1_000_000);
    double each = (System.nanoTime() - started) / 1e6;
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    System.out.printf("look-up of a role default: %.0f ns, %d bytes in a million%n", each, bytes);
    assertThat(bytes).isLessThan(1_000_000);
  }

  private static void lookUp(Scope scope, int times) {
    for (int i = 0; i < times; i++) {
      if (scope.lookup("deep") instanceof Value.Undefined) {
        throw new AssertionError("a default is there");
      }
    }
  }
}
