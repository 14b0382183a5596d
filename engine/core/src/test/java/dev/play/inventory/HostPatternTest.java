package dev.play.inventory;

import static dev.play.inventory.source.InventoryText.messages;
import static dev.play.inventory.source.InventoryText.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.inventory.source.InventoryText;
import dev.play.source.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
  @TempDir Path root = Path.of(".");
  private Inventory inventory = Inventory.empty();

  @BeforeEach
  void load() {
    inventory =
        InventoryText.load(
                root,
                "hosts",
                """
                mail
                fe80::7
                [web]
                web1
                web2
                web3
                [db]
                db1
                db2.example.org
                [staging]
                web3
                db1
                """)
            .inventory();
  }

  // Expected values are those of `ansible PATTERN --list-hosts`, ansible-core 2.19.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "all                | mail fe80::7 web1 web2 web3 db1 db2.example.org",
        "*                  | mail fe80::7 web1 web2 web3 db1 db2.example.org",
        "web                | web1 web2 web3",
        "web1               | web1",
        "web:db             | web1 web2 web3 db1 db2.example.org",
        "web,mail           | web1 web2 web3 mail",
        "web:&staging       | web3",
        "web:!staging       | web1 web2",
        "!staging:web       | web1 web2",
        "!web               | mail fe80::7 db1 db2.example.org",
        "&staging           | web3 db1",
        "*.example.org      | db2.example.org",
        "web?               | web1 web2 web3",
        "web[12]            | ''",
        "~web[12]           | web1 web2",
        "~[wd].*1           | web1 db1",
        "web[0]             | web1",
        "web[-1]            | web3",
        "web[0:1]           | web1 web2",
        "web[1:]            | web2 web3",
        "web[7]             | ''",
        "web[0:1]:!web1     | web2",
        "fe80::7            | fe80::7",
        "localhost          | localhost",
        "ungrouped          | mail fe80::7",
      })
  void meansWhatItMeansToAnsible(String pattern, String expected) {
    assertThat(String.join(" ", names(HostPattern.parse(pattern).in(inventory).hosts())))
        .isEqualTo(expected.replace("''", ""));
  }

  @Test
  void tellsWhichPartsMeanNothing() {
    assertThat(HostPattern.parse("web1,typo,*.nowhere,~x+").in(inventory).unmatched())
        .containsExactly("typo", "*.nowhere", "~x+");
  }

  @Test
  void refusesARegularExpressionThatCannotBeRead() {
    assertThatThrownBy(() -> HostPattern.parse("~we(b"))
        .isInstanceOf(HostPattern.Mistake.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void readsLimitsFromFiles() {
    InventoryText.write(root.resolve("site.retry"), "web1\n\n# not this\ndb1\n");
    Diagnostics problems = new Diagnostics();
    Optional<HostPattern> limit =
        HostLimit.read(Optional.of("@site.retry,mail"), root, inventory, problems);
    assertThat(names(limit.orElseThrow().in(inventory).hosts()))
        .containsExactly("web1", "db1", "mail");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void refusesALimitThatNamesNothing() {
    Diagnostics problems = new Diagnostics();
    assertThat(HostLimit.read(Optional.of("web:typo,@gone"), root, inventory, problems))
        .isPresent();
    HostLimit.read(Optional.of("web:!web"), root, inventory, problems);
    assertThat(messages(problems.all()))
        .containsExactly(
            "--limit web:typo,@gone: the file " + root.resolve("gone") + " cannot be read",
            "--limit web:typo,@gone: no host or group matches 'typo'",
            "--limit web:!web: Specified inventory, host pattern and/or --limit leaves us with no"
                + " hosts to target.");
  }

  @Test
  void addsHostsAndGroupsWhileARunGoesOn() {
    LiveInventory live = new LiveInventory(inventory);
    assertThat(
            live.addHost(
                new dev.play.host.HostName("new"), List.of("web", "fresh"), Map.of(), "add_host"))
        .isTrue();
    assertThat(
            live.addHost(new dev.play.host.HostName("new"), List.of("web"), Map.of(), "add_host"))
        .isFalse();
    assertThat(live.groupBy(new dev.play.host.HostName("db1"), "os_debian", List.of("all")))
        .isTrue();
    assertThat(live.groupBy(new dev.play.host.HostName("db1"), "os_debian", List.of("all")))
        .isFalse();
    assertThat(names(live.current().hostsOf("web"))).containsExactly("web1", "web2", "web3", "new");
    assertThat(names(live.current().hostsOf("os_debian"))).containsExactly("db1");
    assertThat(inventory.hostsOf("fresh")).isEmpty();
  }
}
