package dev.play.modules.net.firewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.play.value.Value;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesetTest {
  private static final Rule WEB =
      Rule.read(Value.dictOf("port", List.of(80, 443), "comment", "web"));

  @Test
  void letsInWhatIsListedAndDropsTheRest() {
    assertThat(rules(Optional.empty(), false).definition())
        .contains("hook input priority filter; policy drop;")
        .contains("\t\ttcp dport { 80, 443 } accept comment \"web\"\n")
        .doesNotContain("hook forward");
  }

  @Test
  void holdsPublishedPortsToTheSameRules() {
    assertThat(rules(Optional.empty(), true).definition())
        .contains(
            """
            \t\ttype filter hook forward priority filter; policy accept;
            \t\tct state established,related accept
            \t\tct status dnat meta l4proto tcp ct original proto-dst 80 accept comment "web"
            \t\tct status dnat meta l4proto tcp ct original proto-dst 443 accept comment "web"
            \t\tct status dnat drop
            """);
  }

  @Test
  void givesWhatPassesThroughItsOwnPolicy() {
    assertThat(rules(Optional.of("drop"), false).definition())
        .contains("hook forward priority filter; policy drop;")
        .doesNotContain("dnat");
  }

  @Test
  void replacesTheTableInOneStep() {
    assertThat(rules(Optional.empty(), false).file())
        .startsWith("table inet t\ndelete table inet t\ntable inet t {\n");
  }

  @Test
  void asksForNetworksByTheirFamily() {
    Rule rule = Rule.read(Value.dictOf("port", 22, "from", List.of("10.0.0.0/8", "fd00::/8")));
    assertThat(rule.lines())
        .containsExactly(
            "ip saddr { 10.0.0.0/8 } tcp dport { 22 } accept",
            "ip6 saddr { fd00::/8 } tcp dport { 22 } accept");
  }

  @Test
  void refusesTextThatWouldLeaveItsQuotes() {
    assertThatThrownBy(() -> Rule.read(Value.dictOf("port", 1, "comment", "x\" drop; #")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("comment");
  }

  private static Ruleset rules(Optional<String> forward, boolean filterPublished) {
    return new Ruleset("t", List.of(WEB), "drop", true, true, forward, filterPublished);
  }
}
