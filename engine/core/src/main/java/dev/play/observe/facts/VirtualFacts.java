package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the host is a machine, a guest or a container. */
final class VirtualFacts {
  private static final Pattern DOCKER = Pattern.compile("/docker(/|-[0-9a-f]+\\.scope)");

  private VirtualFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    Set<String> containers = containers(gathered);
    String guest = containers.isEmpty() ? machine(gathered) : containers.iterator().next();
    if (!containers.isEmpty()) {
      containers.add("container");
    } else if (!guest.isEmpty()) {
      containers.add(guest);
    }
    boolean host = guest.isEmpty() && gathered.has("kvm");
    String type = host ? "kvm" : guest.isEmpty() ? "NA" : guest;
    out.put("virtualization_type", Value.text(type));
    out.put("virtualization_role", Value.text(host ? "host" : guest.isEmpty() ? "NA" : "guest"));
    out.put("virtualization_tech_guest", Value.texts(List.copyOf(containers)));
    out.put(
        "virtualization_tech_host", Value.texts(gathered.has("kvm") ? List.of("kvm") : List.of()));
  }

  /**
   * What says that it is a container, in the order in which Ansible believes it: the first is the
   * type. What the first process was told comes before what systemd and Docker leave lying about,
   * so that root sees {@code container} where others see {@code docker}.
   */
  private static Set<String> containers(Gathered gathered) {
    Set<String> found = new LinkedHashSet<>();
    for (String line : gathered.text("cgroup").split("\n")) {
      if (DOCKER.matcher(line).find()) {
        found.add("docker");
      }
      if (line.contains("/lxc/") || line.contains("/machine.slice/machine-lxc")) {
        found.add("lxc");
      }
      if (line.contains("/system.slice/containerd.service")) {
        found.add("containerd");
      }
    }
    for (String line : gathered.text("container_of_init").split("\n")) {
      for (String kind : List.of("lxc", "podman")) {
        if (line.contains("container=" + kind)) {
          found.add(kind);
        }
      }
      if (line.matches("container=.+")) {
        found.add("container");
      }
    }
    gathered.find("container").filter(c -> !c.isEmpty()).ifPresent(found::add);
    if (gathered.has("dockerenv")) {
      found.add("docker");
    }
    if (gathered.has("containerenv")) {
      found.add("podman");
    }
    return found;
  }

  private static String machine(Gathered gathered) {
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
