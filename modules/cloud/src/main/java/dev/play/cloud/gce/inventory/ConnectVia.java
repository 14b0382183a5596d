package dev.play.cloud.gce.inventory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How hosts are to be reached. */
enum ConnectVia {
  /** By the public address where there is one, else through IAP. */
  AUTO,
  PUBLIC,
  /** By the address in the VPC: for who is in it, or reaches it through a bastion or VPN. */
  PRIVATE,
  /** Through Google's Identity-Aware Proxy. */
  IAP,
  /** As names, {@code compose} and variables say: what Ansible does. */
  NAME;

  static Optional<ConnectVia> named(String name) {
    return Arrays.stream(values())
        .filter(via -> via.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
