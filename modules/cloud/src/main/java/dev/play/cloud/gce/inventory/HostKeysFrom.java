package dev.play.cloud.gce.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where hosts' keys are known from. */
enum HostKeysFrom {
  /** From the instances' guest attributes where these are on, else from known_hosts. */
  AUTO,
  GUEST_ATTRIBUTES,
  KNOWN_HOSTS;

  static Optional<HostKeysFrom> named(String name) {
    return Arrays.stream(values()).filter(from -> from.written().equals(name)).findFirst();
  }

  /** As files have it. */
  String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
