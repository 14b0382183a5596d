package dev.play.observe.facts;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The facts that are always there, in the groups that {@code gather_subset} knows: where {@code
 * !min} takes them away, a name brings its own group back, and with it those that Ansible makes it
 * of.
 */
enum MinimalFacts {
  APPARMOR("apparmor"),
  CAPS("system_capabilities system_capabilities_enforced"),
  CHROOT("is_chroot"),
  CMDLINE("cmdline proc_cmdline"),
  DATE_TIME("date_time"),
  DISTRIBUTION(
      "distribution distribution_version distribution_release distribution_major_version"
          + " distribution_minor_version distribution_file_parsed distribution_file_path"
          + " distribution_file_variety os_family"),
  DNS("dns"),
  ENV("env"),
  FIPS("fips"),
  LSB("lsb"),
  PLATFORM(
      "system kernel kernel_version machine python_version machine_id architecture userspace_bits"
          + " userspace_architecture nodename hostname fqdn domain"),
  PKG_MGR("pkg_mgr", DISTRIBUTION),
  SELINUX("selinux selinux_python_present"),
  SERVICE_MGR("service_mgr", PLATFORM, DISTRIBUTION),
  SSH_PUB_KEYS(
      "ssh_host_pub_keys ssh_host_key_dsa_public ssh_host_key_dsa_public_keytype"
          + " ssh_host_key_rsa_public ssh_host_key_rsa_public_keytype ssh_host_key_ecdsa_public"
          + " ssh_host_key_ecdsa_public_keytype ssh_host_key_ed25519_public"
          + " ssh_host_key_ed25519_public_keytype"),
  SYSTEMD("systemd"),
  USER(
      "user_id user_uid user_gid user_gecos user_dir user_shell real_user_id real_group_id"
          + " effective_user_id effective_group_id effective_group_ids");

  private final Set<String> facts;
  private final List<MinimalFacts> needed;

  MinimalFacts(String facts, MinimalFacts... needed) {
    this.facts = Set.of(facts.split(" "));
    this.needed = List.of(needed);
  }

  private boolean isMeantBy(String name) {
    return name.equals(name().toLowerCase(Locale.ROOT)) || facts.contains(name);
  }

  private boolean isAmong(Set<String> subsets) {
    if (subsets.stream().anyMatch(this::isMeantBy)) {
      return true;
    }
    boolean all = !subsets.contains("!min") || subsets.contains("min") || subsets.contains("all");
    return all
        && subsets.stream()
            .filter(name -> name.startsWith("!"))
            .noneMatch(name -> isMeantBy(name.substring(1)));
  }

  /** Whether some group here has it. */
  static boolean tells(String fact) {
    return Stream.of(values()).anyMatch(group -> group.facts.contains(fact));
  }

  /** Whether a fact is to be told; facts that are of no group here always are. */
  static Predicate<String> toldFor(Set<String> subsets) {
    EnumSet<MinimalFacts> groups = EnumSet.noneOf(MinimalFacts.class);
    for (MinimalFacts group : values()) {
      if (group.isAmong(subsets)) {
        groups.add(group);
        groups.addAll(group.needed);
      }
    }
    Set<String> others = new HashSet<>();
    EnumSet.complementOf(groups).forEach(group -> others.addAll(group.facts));
    return fact -> !others.contains(fact);
  }
}
