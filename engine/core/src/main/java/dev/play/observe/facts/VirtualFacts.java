package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether the host is a machine, a guest or a container. */
final class VirtualFacts {
  private VirtualFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    String guest = guest(gathered);
    boolean host = guest.isEmpty() && gathered.has("kvm");
    String type = host ? "kvm" : guest.isEmpty() ? "NA" : guest;
    out.put("virtualization_type", Value.text(type));
    out.put("virtualization_role", Value.text(host ? "host" : guest.isEmpty() ? "NA" : "guest"));
    out.put("virtualization_tech_guest", Value.texts(guest.isEmpty() ? List.of() : List.of(guest)));
    out.put(
        "virtualization_tech_host", Value.texts(gathered.has("kvm") ? List.of("kvm") : List.of()));
  }

  private static String guest(Gathered gathered) {
    if (gathered.has("dockerenv")) {
      return "docker";
    }
    if (gathered.has("containerenv")) {
      return "podman";
    }
    String container = gathered.text("container");
    if (!container.isEmpty()) {
      return container;
    }
    return switch (gathered.text("virt")) {
      case "", "none" -> byFirmware(gathered);
      case "qemu", "amazon", "google", "kvm" -> "kvm";
      case "oracle" -> "virtualbox";
      case "vmware" -> "VMware";
      case "microsoft" -> "VirtualPC";
      case "systemd-nspawn" -> "systemd-nspawn";
      case String other -> other;
    };
  }

  private static String byFirmware(Gathered gathered) {
    String told =
        (gathered.text("dmi_product") + " " + gathered.text("dmi_vendor")).toLowerCase(Locale.ROOT);
    if (gathered.has("virt")) {
      return gathered.has("xen") ? "xen" : "";
    }
    for (Map.Entry<String, String> known :
        List.of(
            Map.entry("virtualbox", "virtualbox"),
            Map.entry("vmware", "VMware"),
            Map.entry("kvm", "kvm"),
            Map.entry("qemu", "kvm"),
            Map.entry("google", "kvm"),
            Map.entry("amazon", "kvm"),
            Map.entry("microsoft", "VirtualPC"))) {
      if (told.contains(known.getKey())) {
        return known.getValue();
      }
    }
    return gathered.has("xen") ? "xen" : "";
  }
}
