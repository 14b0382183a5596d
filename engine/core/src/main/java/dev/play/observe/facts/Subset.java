package dev.play.observe.facts;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be gathered by itself. */
enum Subset {
  MIN(6),
  /** Asks a server of names where /etc/hosts does not tell, which can take seconds. */
  FQDN(2),
  DATE_TIME(2),
  LSB(1),
  SYSTEMD(1),
  LOCAL(0),
  HARDWARE(4),
  NETWORK(3),
  VIRTUAL(1),
  PYTHON(1);

  private static final Set<String> OF_NETWORK =
      Set.of(
          "network",
          "interfaces",
          "default_ipv4",
          "default_ipv6",
          "all_ipv4_addresses",
          "all_ipv6_addresses");
  private static final Set<String> OF_HARDWARE =
      Set.of("hardware", "devices", "mounts", "memory", "processor", "uptime", "loadavg", "dmi");

  /** What Ansible's setup takes beside the names of groups. */
  private static final Set<String> OTHERS =
      Set.of(
          ("all min apparmor architecture caps chroot cmdline date_time distribution"
                  + " distribution_major_version distribution_release distribution_version dns"
                  + " effective_group_ids effective_user_id env facter fibre_channel_wwn fips"
                  + " is_chroot iscsi kernel kernel_version local lsb machine machine_id nvme ohai"
                  + " os_family pkg_mgr platform processor_cores processor_count python"
                  + " python_version real_user_id selinux service_mgr ssh_host_key_dsa_public"
                  + " ssh_host_key_ecdsa_public ssh_host_key_ed25519_public"
                  + " ssh_host_key_rsa_public ssh_host_pub_keys ssh_pub_keys system"
                  + " system_capabilities system_capabilities_enforced systemd user user_dir"
                  + " user_gecos user_gid user_id user_shell user_uid virtual virtualization_role"
                  + " virtualization_tech_guest virtualization_tech_host virtualization_type")
              .split(" "));

  /** Gathered unless they are taken away by name, beside what MIN holds. */
  static final Set<Subset> USUAL = EnumSet.of(FQDN, LOCAL, DATE_TIME, LSB, SYSTEMD);

  /** The one name that is ours: Ansible has no subset of its own for it. */
  private static final String WITHOUT_FQDN = "fqdn";

  private static final Set<String> FACTS_OF_HARDWARE =
      Set.of(
          ("devices device_links mounts memory_mb memtotal_mb memfree_mb swaptotal_mb swapfree_mb"
                  + " uptime_seconds loadavg system_vendor form_factor")
              .split(" "));
  private static final Pattern MORE_OF_HARDWARE =
      Pattern.compile("(?:processor|bios_|board_|chassis_|product_)\\w*");

  private final int processes;

  Subset(int processes) {
    this.processes = processes;
  }

  int processes() {
    return processes;
  }

  String resource() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * As the setup module reads {@code gather_subset}: {@code !} takes away, from {@code all} where
   * that is given, else from the little that is always there ({@code min}, unless {@code !min} is
   * given): {@code !hardware} alone gathers no more than {@code min}.
   */
  static Set<Subset> of(Set<String> names) {
    Set<Subset> out = EnumSet.noneOf(Subset.class);
    if (names.contains("all")) {
      out.addAll(EnumSet.allOf(Subset.class));
    }
    for (String name : names) {
      if (name.startsWith("!") && !name.equals("!all") && !name.equals("!min")) {
        out.remove(named(name.substring(1)));
      }
    }
    for (String name : names) {
      if (!name.startsWith("!") && !name.equals("all")) {
        out.add(named(name));
      }
    }
    if (names.contains("platform")) {
      out.add(FQDN);
    }
    if (!names.contains("!min")) {
      out.add(MIN);
      for (Subset usual : USUAL) {
        if (!names.contains("!" + usual.resource())) {
          out.add(usual);
        }
      }
    }
    return out;
  }

  /** Whether setup knows such a name, with or without {@code !}. */
  static boolean isKnown(String name) {
    String bare = name.startsWith("!") ? name.substring(1) : name;
    return name.equals("!" + WITHOUT_FQDN)
        || OTHERS.contains(bare)
        || OF_NETWORK.contains(bare)
        || OF_HARDWARE.contains(bare);
  }

  /** The part that tells a fact, if one is known to. */
  static @Nullable Subset telling(String fact) {
    if (FACTS_OF_HARDWARE.contains(fact) || MORE_OF_HARDWARE.matcher(fact).matches()) {
      return HARDWARE;
    }
    if (OF_NETWORK.contains(fact)) {
      return NETWORK;
    }
    if (fact.startsWith("virtualization_")) {
      return VIRTUAL;
    }
    return switch (fact) {
      case "fqdn", "domain" -> FQDN;
      case "local" -> LOCAL;
      case "date_time" -> DATE_TIME;
      case "lsb" -> LSB;
      case "systemd" -> SYSTEMD;
      case "python", "python_version" -> PYTHON;
      default -> MinimalFacts.tells(fact) ? MIN : null;
    };
  }

  private static Subset named(String name) {
    if (OF_NETWORK.contains(name)) {
      return NETWORK;
    }
    if (OF_HARDWARE.contains(name)) {
      return HARDWARE;
    }
    return switch (name) {
      case "virtual", "virtualization_type", "virtualization_role" -> VIRTUAL;
      case WITHOUT_FQDN -> FQDN;
      case "local" -> LOCAL;
      case "date_time" -> DATE_TIME;
      case "lsb" -> LSB;
      case "systemd" -> SYSTEMD;
      case "python", "python_version" -> PYTHON;
      default -> MIN;
    };
  }
}
