package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kernel, names, clock, service and package manager, keys, security modules. */
final class SystemFacts {
  private final Gathered gathered;

  SystemFacts(Gathered gathered) {
    this.gathered = gathered;
  }

  void into(Map<String, Value> out) {
    String machine = gathered.text("machine");
    out.put("system", Value.text(gathered.find("ostype").orElse("Linux")));
    out.put("kernel", Value.text(gathered.text("kernel")));
    out.put("kernel_version", Value.text(gathered.text("kernel_version")));
    out.put("machine", Value.text(machine));
    out.put("architecture", Value.text(machine.matches("i[3-6]86") ? "i386" : machine));
    String bits =
        gathered
            .find("bits")
            .filter(b -> !b.isEmpty())
            .orElse(machine.contains("64") ? "64" : "32");
    out.put("userspace_bits", Value.text(bits));
    out.put(
        "userspace_architecture",
        Value.text(machine.equals("x86_64") && bits.equals("32") ? "i386" : machine));
    names(out);
    managers(out);
    security(out);
    out.put("machine_id", Value.text(gathered.text("machine-id")));
    out.put("dns", dns());
    out.put("is_chroot", Value.of(gathered.has("chroot")));
    out.put("fips", Value.of(gathered.text("fips").equals("1")));
    commandLine(out);
    gathered
        .all("hostkey")
        .forEach(
            (kind, line) -> {
              String[] words = line.strip().split(" ");
              if (words.length > 1) {
                out.put("ssh_host_key_" + kind + "_public", Value.text(words[1]));
                out.put("ssh_host_key_" + kind + "_public_keytype", Value.text(words[0]));
              }
            });
  }

  private void names(Map<String, Value> out) {
    String nodename = gathered.text("nodename");
    out.put("nodename", Value.text(nodename));
    out.put("hostname", Value.text(nodename.split("\\.", 2)[0]));
  }

  static void domain(Map<String, Value> out, Gathered gathered) {
    String fqdn = gathered.text("fqdn");
    int dot = fqdn.indexOf('.');
    out.put("fqdn", Value.text(fqdn));
    out.put("domain", Value.text(dot < 0 ? "" : fqdn.substring(dot + 1)));
  }

  private void managers(Map<String, Value> out) {
    String init = gathered.text("init");
    out.put(
        "service_mgr",
        Value.text(gathered.has("systemd") ? "systemd" : init.equals("init") ? "sysvinit" : init));
    String manager = "unknown";
    if (gathered.has("tool apt-get")) {
      manager = "apt";
    } else {
      for (String tool : List.of("dnf5", "dnf", "yum", "zypper", "apk", "pacman")) {
        if (gathered.has("tool " + tool)) {
          manager = tool;
          break;
        }
      }
    }
    if (gathered.has("tool rpm-ostree") && !manager.equals("apt")) {
      manager = "atomic_container";
    }
    out.put("pkg_mgr", Value.text(manager));
  }

  private void security(Map<String, Value> out) {
    out.put("apparmor", Value.dictOf("status", gathered.has("apparmor") ? "enabled" : "disabled"));
    out.put("selinux_python_present", Value.TRUE);
    Optional<String> enforcing = gathered.find("selinux_enforce");
    if (enforcing.isEmpty()) {
      out.put("selinux", Value.dictOf("status", "disabled"));
      return;
    }
    Map<String, String> config = gathered.pairs("selinux_config");
    out.put(
        "selinux",
        Value.dictOf(
            "status", "enabled",
            "mode", enforcing.get().equals("1") ? "enforcing" : "permissive",
            "config_mode", config.getOrDefault("SELINUX", "unknown"),
            "type", config.getOrDefault("SELINUXTYPE", "unknown"),
            "policyvers", gathered.text("selinux_policyvers")));
  }

  /** resolv.conf(5). */
  private Value dns() {
    List<String> servers = new ArrayList<>();
    Map<String, Value> out = new LinkedHashMap<>();
    Map<String, Value> options = new LinkedHashMap<>();
    for (String line : gathered.lines("resolv.conf")) {
      String[] words = line.strip().split("\\s+");
      if (words.length < 2) {
        continue;
      }
      List<String> rest = List.of(words).subList(1, words.length);
      switch (words[0]) {
        case "nameserver" -> servers.add(words[1]);
        case "domain" -> out.put("domain", Value.text(words[1]));
        case "search" -> out.put("search", Value.texts(rest));
        case "sortlist" -> out.put("sortlist", Value.texts(rest));
        case "options" -> {
          for (String option : rest) {
            String[] pair = option.split(":", 2);
            options.put(pair[0], pair.length > 1 ? Value.text(pair[1]) : Value.TRUE);
          }
        }
        default -> {}
      }
    }
    if (!servers.isEmpty()) {
      out.put("nameservers", Value.texts(servers));
    }
    if (!options.isEmpty()) {
      out.put("options", Value.dict(options));
    }
    return Value.dict(out);
  }

  private void commandLine(Map<String, Value> out) {
    Map<String, Value> last = new LinkedHashMap<>();
    Map<String, Value> all = new LinkedHashMap<>();
    Matcher m = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+").matcher(gathered.text("cmdline"));
    while (m.find()) {
      String[] pair = m.group().split("=", 2);
      Value value = pair.length > 1 ? Value.text(pair[1].replace("\"", "")) : Value.TRUE;
      last.put(pair[0], value);
      all.merge(pair[0], value, SystemFacts::together);
    }
    out.put("cmdline", Value.dict(last));
    out.put("proc_cmdline", Value.dict(all));
  }

  private static Value together(Value old, Value next) {
    List<Value> items = new ArrayList<>();
    if (old instanceof Value.Sequence s) {
      items.addAll(s.items());
    } else {
      items.add(old);
    }
    items.add(next);
    return new Value.Sequence(items);
  }
}
