package dev.play.inventory.source;

import static dev.play.inventory.source.InventoryText.load;
import static dev.play.inventory.source.InventoryText.loader;
import static dev.play.inventory.source.InventoryText.messages;
import static dev.play.inventory.source.InventoryText.names;
import static dev.play.inventory.source.InventoryText.show;
import static dev.play.inventory.source.InventoryText.variables;
import static dev.play.inventory.source.InventoryText.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryLoaderTest {
  @TempDir Path root = Path.of(".");

  private Inventory good(String... sources) {
    InventoryLoader.Loaded loaded = loader(root).load(List.of(sources));
    assertThat(messages(loaded.problems())).isEmpty();
    return loaded.inventory();
  }

  @Test
  void readsNestedGroupsOfYaml() {
    InventoryLoader.Loaded loaded =
        load(
            root,
            "hosts.yml",
            """
            all:
              vars: {domain: example.org}
              hosts:
                mail: {ansible_host: 10.0.0.1, list: [1, "{{ domain }}"]}
              children:
                web:
                  hosts:
                    web[1:2]:
                      port: 0644
                  vars:
                    url: "http://{{ domain }}"
                empty:
            """);
    assertThat(messages(loaded.problems())).isEmpty();
    Inventory inventory = loaded.inventory();
    assertThat(names(inventory.hosts())).containsExactly("mail", "web1", "web2");
    assertThat(names(inventory.hostsOf("ungrouped"))).containsExactly("mail");
    assertThat(variables(inventory, "web2")).containsExactly(entry("port", "420"));
    assertThat(inventory.variableNames())
        .containsExactly("ansible_host", "domain", "list", "port", "url");
  }

  @Test
  void takesANamedInventoryBeforeADirectoryOfThatName() {
    write(root.resolve("lab/script"), "#!/bin/sh\necho must not run >&2\nexit 1\n");
    assertThat(root.resolve("lab/script").toFile().setExecutable(true)).isTrue();
    write(root.resolve("inventories/lab.yml"), "all: {hosts: {web1: }}\n");
    assertThat(names(good("lab").hosts())).containsExactly("web1");
  }

  @Test
  void reportsMistakesInYamlWithHints() {
    InventoryLoader.Loaded loaded =
        load(
            root,
            "hosts.yml",
            """
            web:
              host:
                a:
              hosts:
                - b
              vars: text
              children:
                web:
            """);
    assertThat(messages(loaded.problems()))
        .containsExactly(
            "hosts.yml:2:3: key 'host' of group 'web' is passed over: a group has hosts, vars and"
                + " children",
            "hosts.yml:5:5: 'hosts' must be a dictionary, not a list",
            "hosts.yml:6:9: 'vars' must be a dictionary, not text",
            "hosts.yml:8:5: putting group 'web' into 'web' makes a circle of groups");
    assertThat(loaded.problems().getFirst().hint()).contains("did you mean 'hosts'?");
  }

  @Test
  void mergesADirectoryInTheOrderOfItsNames() {
    write(root.resolve("inv/01-hosts"), "[web]\na x=1 y=1\n");
    write(root.resolve("inv/02-more.yml"), "web: {hosts: {a: {x: 2}, b: }}\n");
    write(root.resolve("inv/notes.txt"), "not an inventory: {{{\n");
    write(root.resolve("inv/.hidden"), "hidden\n");
    write(root.resolve("inv/group_vars/web.yml"), "not: an inventory\n");
    Inventory inventory = good("inv");
    assertThat(names(inventory.hosts())).containsExactly("a", "b");
    assertThat(variables(inventory, "a")).containsExactly(entry("x", "2"), entry("y", "1"));
    assertThat(inventory.host(new HostName("b")).orElseThrow().source())
        .contains(root.resolve("inv/02-more.yml"));
    assertThat(inventory.directories()).containsExactly(root.resolve("inv"));
  }

  @Test
  void findsInventoriesByTheirShortName() {
    write(root.resolve("inventories/lab.yml"), "all: {hosts: {web1: }}\n");
    assertThat(names(good("lab").hosts())).containsExactly("web1");
  }

  @Test
  void takesListsOfHostsAndSeveralSources() {
    write(root.resolve("more"), "[web]\nc\n");
    Inventory inventory = good("a,b:2222,", "more");
    assertThat(names(inventory.hosts())).containsExactly("a", "b", "c");
    assertThat(variables(inventory, "b")).containsEntry("ansible_port", "2222");
  }

  @Test
  void runsExecutableInventories() {
    Path script =
        write(
            root.resolve("dynamic"),
            """
            #!/bin/sh
            case $1 in
              --list) echo '{"web": {"hosts": ["w1"], "vars": {"p": 80}, "children": ["db"]},
                             "db": ["d1"], "_meta": {"hostvars": {"d1": {"x": "{{ p }}"}}}}' ;;
            esac
            """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Inventory inventory = good("dynamic");
    assertThat(names(inventory.hostsOf("web"))).containsExactly("w1", "d1");
    assertThat(variables(inventory, "d1")).containsExactly(entry("x", "template {{ p }}"));
  }

  @Test
  void runsProgramsOfADirectoryOnlyWhereItIsMeantAsAnInventory() {
    Path script = write(root.resolve("prod/hosts"), "#!/bin/sh\necho '{\"db\": [\"d1\"]}'\n");
    write(root.resolve("prod/more.yml"), "web: {hosts: {w1: }}\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    InventoryLoader.Loaded bare = loader(root).load(List.of("prod"));
    assertThat(messages(bare.problems()))
        .singleElement()
        .asString()
        .startsWith("prod/hosts: is a program, and is not run");
    assertThat(names(bare.inventory().hosts())).containsExactly("w1");
    assertThat(names(good("./prod").hosts())).containsExactly("d1", "w1");
    Path named =
        write(root.resolve("inventories/stage/hosts"), "#!/bin/sh\necho '{\"s\": [\"s1\"]}'\n");
    assertThat(named.toFile().setExecutable(true)).isTrue();
    assertThat(names(good("stage").hosts())).containsExactly("s1");
  }

  @Test
  void asksForEachHostWhenTheScriptHasNoMeta() {
    Path script =
        write(
            root.resolve("dynamic"),
            """
            #!/bin/sh
            if [ "$1" = --list ]; then echo '{"db": ["d1"]}'; else echo "{\\"me\\": \\"$2\\"}"; fi
            """);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(variables(good("dynamic"), "d1")).containsExactly(entry("me", "'d1'"));
  }

  @Test
  void tellsAFailedScriptInItsOwnWords() {
    Path script = write(root.resolve("dynamic"), "#!/bin/sh\necho no token >&2\nexit 3\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(messages(loader(root).load(List.of("dynamic")).problems()))
        .containsExactly("dynamic --list: the inventory script ended with status 3: no token");
  }

  @Test
  void refusesPluginsThatItDoesNotHave() {
    InventoryLoader.Loaded loaded =
        load(root, "gce.yml", "plugin: google.cloud.gcp_compute\nprojects: [p]\n");
    assertThat(messages(loaded.problems()))
        .containsExactly(
            "gce.yml:1:9: the inventory plugin 'google.cloud.gcp_compute' is not supported");
  }

  @Test
  void saysWhereItLookedForAnInventory() {
    InventoryLoader.Loaded loaded = loader(root).load(List.of("prod"));
    assertThat(messages(loaded.problems()))
        .containsExactly(
            "-i prod: Unable to parse prod as an inventory source",
            "inventory: No inventory was parsed, only implicit localhost is available");
    assertThat(loaded.problems().getFirst().hint().orElse(""))
        .contains(root.resolve("inventories/prod").toString())
        .contains("-i prod,");
  }

  @Test
  void ordersGroupsByDepthThenPriorityThenName() {
    write(
        root.resolve("hosts"),
        """
        [zeta]
        h
        [alpha]
        h
        [deep]
        h
        [top:children]
        deep
        [alpha:vars]
        ansible_group_priority=10
        """);
    assertThat(good("hosts").groupsOf(new HostName("h")).stream().map(g -> g.name()))
        .containsExactly("top", "zeta", "alpha", "deep");
  }

  @Test
  void givesTheImplicitLocalhostALocalConnection() {
    assertThat(variables(Inventory.empty(), "localhost"))
        .containsOnly(
            entry("ansible_connection", "'local'"),
            entry("ansible_python_interpreter", "'/usr/bin/python3'"));
    assertThat(Inventory.empty().hosts()).isEmpty();
    assertThat(show(Inventory.empty().groupsValue())).isEqualTo("{'all': [], 'ungrouped': []}");
  }
}
