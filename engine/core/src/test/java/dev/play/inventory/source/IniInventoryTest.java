package dev.play.inventory.source;

import static dev.play.inventory.source.InventoryText.load;
import static dev.play.inventory.source.InventoryText.messages;
import static dev.play.inventory.source.InventoryText.names;
import static dev.play.inventory.source.InventoryText.show;
import static dev.play.inventory.source.InventoryText.variables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.value.Value;
import dev.play.vault.VaultPassword;
import dev.play.vault.VaultPasswords;
import dev.play.vault.VaultSeal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IniInventoryTest {
  @TempDir Path root = Path.of(".");

  private Inventory good(String text) {
    InventoryLoader.Loaded loaded = load(root, "hosts.ini", text);
    assertThat(messages(loaded.problems())).isEmpty();
    return loaded.inventory();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "1                      | 1",
        "0644                   | '0644'",
        "0o17                   | 15",
        "0x1F                   | 31",
        "1_000                  | 1000",
        "-7                     | -7",
        "1.50                   | 1.5",
        "1e3                    | 1000.0",
        "True                   | True",
        "true                   | 'true'",
        "yes                    | 'yes'",
        "None                   | None",
        "plain text             | 'plain text'",
        "'quoted'               | 'quoted'",
        "\"a\" 'b'              | 'ab'",
        "'a\\tb'                | 'a\\tb'",
        "[1, 'two', [3]]        | [1, 'two', [3]]",
        "(1, 2)                 | [1, 2]",
        "(1)                    | 1",
        "1,2                    | [1, 2]",
        "a,b                    | 'a,b'",
        "{'a': {'b': None}}     | {'a': {'b': None}}",
        "{1, 2}                 | [1, 2]",
        "[1, 2                  | '[1, 2'",
        "1 # one                | 1",
        "foo # bar              | 'foo # bar'",
        "{{ other }}            | template {{ other }}",
        "10.0.0.1               | '10.0.0.1'",
        "123456789012345678901  | 123456789012345678901",
        "a=b                    | 'a=b'",
      })
  void readsValuesOfVarsSectionsAsPythonLiterals(String written, String expected) {
    Inventory inventory = good("[g]\nh\n[g:vars]\nx = " + written + "\n");
    Value value = inventory.group("g").orElseThrow().layers().getFirst().values().get("x");
    assertThat(value == null ? "nothing" : show(value)).isEqualTo(expected);
  }

  @Test
  void splitsHostLinesAsAShellWould() {
    Inventory inventory =
        good("web1 a=1 b=\"two words\" c='[1, 2]' d='\"1\"' e=x#y # comment\nweb2 f=a\\ b\n");
    assertThat(variables(inventory, "web1"))
        .containsExactly(
            entry("a", "1"),
            entry("b", "'two words'"),
            entry("c", "[1, 2]"),
            entry("d", "'1'"),
            entry("e", "'x'"));
    assertThat(variables(inventory, "web2")).containsExactly(entry("f", "'a b'"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "web[01:03]         | web01 web02 web03",
        "web[1:10:4].x      | web1.x web5.x web9.x",
        "db[a:c]            | dba dbb dbc",
        "r[1:2]s[a:b]       | r1sa r1sb r2sa r2sb",
        "h[:2]              | h0 h1 h2",
        "plain              | plain",
        "odd[name]          | odd[name]",
      })
  void expandsRanges(String written, String expected) {
    assertThat(names(good(written + "\n").hosts())).containsExactly(expected.split(" "));
  }

  @Test
  void takesThePortBehindTheName() {
    Inventory inventory = good("web1:2222\n[::1]:2223\nfe80::1\nh[1:2]:22\n");
    assertThat(variables(inventory, "web1")).containsEntry("ansible_port", "2222");
    assertThat(variables(inventory, "::1")).containsEntry("ansible_port", "2223");
    assertThat(variables(inventory, "h2")).containsEntry("ansible_port", "22");
    assertThat(variables(inventory, "fe80::1")).isEmpty();
  }

  @Test
  void nestsGroupsBeforeAndAfterTheirDefinition() {
    Inventory inventory =
        good(
            """
            ; a comment
            loose
            [site:children]
            web   # those in front
            db
            [web]
            w1
            w2
            [db:vars]
            port=5432
            [db]
            d1
            """);
    assertThat(names(inventory.hostsOf("site"))).containsExactly("w1", "w2", "d1");
    assertThat(names(inventory.hostsOf("ungrouped"))).containsExactly("loose");
    assertThat(inventory.groupsOf(new HostName("d1")).stream().map(g -> g.name() + g.depth()))
        .containsExactly("site1", "db2");
    assertThat(show(inventory.groupNames(new HostName("d1")))).isEqualTo("['db', 'site']");
  }

  @Test
  void reportsEveryMistakeWithItsPlace() {
    InventoryLoader.Loaded loaded =
        load(
            root,
            "hosts.ini",
            """
            [web]
            w1 oops
            w[3:1]
            w2 a="open
            [web:vars]
            no_value
            [web:wars]
            [nowhere:vars]
            x=1
            [web:children]
            gone
            web
            """);
    assertThat(messages(loaded.problems()))
        .containsExactlyInAnyOrder(
            "hosts.ini:2:4: a variable of a host is NAME=VALUE, not: oops",
            "hosts.ini:3:1: the range [3:1] runs backwards",
            "hosts.ini:4:1: a quote on this line is not closed",
            "hosts.ini:6:1: a line of [web:vars] is NAME=VALUE, not: no_value",
            "hosts.ini:7:1: section [web:wars] is of no known kind",
            "hosts.ini:8:1: [nowhere:vars] is for a group that nothing defines",
            "hosts.ini:11:1: [web:children] names group 'gone', which nothing defines",
            "hosts.ini:12:1: putting group 'web' into 'web' makes a circle of groups");
  }

  @Test
  void saysSoWhenTheFileIsReallyYaml() {
    InventoryLoader.Loaded loaded = load(root, "hosts.ini", "all:\n  hosts:\n    web1:\n");
    assertThat(loaded.problems())
        .anySatisfy(p -> assertThat(p.hint().orElse("")).contains("ends in .yml"));
  }

  @Test
  void loadsFiveThousandHosts() {
    StringBuilder text = new StringBuilder();
    for (int group = 0; group < 50; group++) {
      text.append("[g").append(group).append("]\n");
      for (int host = 0; host < 100; host++) {
        text.append(
            "host-%d-%d ansible_host=10.%d.0.%d rack=%d tags=\"['a','b']\"\n"
                .formatted(group, host, group, host, host));
      }
    }
    assertThat(good(text.toString()).hosts()).hasSize(5000);
  }

  @Test
  void countsTheHostsOfRangesBeforeItMakesThem() {
    InventoryLoader.Loaded loaded =
        load(root, "hosts.ini", "a[0:9]-[a:c]\n" + "b" + "[0:9]".repeat(2000) + "\n");
    assertThat(loaded.inventory().hosts()).hasSize(30);
    assertThat(messages(loaded.problems()))
        .containsExactly("hosts.ini:2:1: this range gives more than 1000000 hosts");
  }

  @Test
  void readsAnInventoryThatIsVaultedAsAWholeWithItsValuesSecret() {
    VaultPassword password = new VaultPassword("x", "pass".getBytes(StandardCharsets.UTF_8));
    String text = "[web]\nw1 port=80\n[web:vars]\ntoken=hidden\nnot a variable\n";
    String sealed =
        VaultSeal.seal(
            text.getBytes(StandardCharsets.UTF_8),
            password,
            Optional.empty(),
            new byte[VaultSeal.SALT]);
    InventoryText.write(root.resolve("hosts"), sealed);
    InventoryLoader.Loaded loaded =
        InventoryText.loader(root, new VaultPasswords(List.of(password))).load(List.of("hosts"));
    assertThat(InventoryText.names(loaded.inventory().hosts())).containsExactly("w1");
    assertThat(loaded.inventory().host(new HostName("w1")).orElseThrow().layers())
        .allSatisfy(
            layer -> assertThat(layer.values().values()).allMatch(Value.Secret.class::isInstance));
    assertThat(InventoryText.messages(loaded.problems()))
        .containsExactly("hosts:5:1: a line of [web:vars] is NAME=VALUE, not: ********");
  }
}
