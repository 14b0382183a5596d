package dev.play.template.filter.net;

import dev.play.value.Value;
import java.util.Optional;

/** How the tests of ansible.utils read addresses: strictly, without bits behind the prefix. */
final class NetworkTests {
  private NetworkTests() {}

  static Optional<Net> network(Value value) {
    return value instanceof Value.Text t
        ? Net.parse(t.text()).filter(Net::isNetwork)
        : Optional.empty();
  }

  static Optional<Net> network(Value value, int version) {
    return network(value).filter(n -> n.version() == version);
  }

  static Optional<Net> address(Value value) {
    return value instanceof Value.Text t && t.text().indexOf('/') < 0
        ? Net.parse(t.text())
        : Optional.empty();
  }

  static Optional<Net> address(Value value, int version) {
    return address(value).filter(n -> n.version() == version);
  }

  static boolean in(Value inner, Value outer) {
    Optional<Net> small = network(inner);
    return network(outer).filter(o -> small.filter(o::contains).isPresent()).isPresent();
  }
}
