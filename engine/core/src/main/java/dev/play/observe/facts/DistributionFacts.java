package dev.play.observe.facts;

import dev.play.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which distribution, under the names that Ansible gives them. */
final class DistributionFacts {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("debian", "Debian"),
          Map.entry("ubuntu", "Ubuntu"),
          Map.entry("raspbian", "Debian"),
          Map.entry("kali", "Kali"),
          Map.entry("linuxmint", "Linux Mint"),
          Map.entry("devuan", "Devuan"),
          Map.entry("pop", "Pop!_OS"),
          Map.entry("rhel", "RedHat"),
          Map.entry("centos", "CentOS"),
          Map.entry("fedora", "Fedora"),
          Map.entry("rocky", "Rocky"),
          Map.entry("almalinux", "AlmaLinux"),
          Map.entry("ol", "OracleLinux"),
          Map.entry("amzn", "Amazon"),
          Map.entry("sles", "SLES"),
          Map.entry("opensuse-leap", "openSUSE Leap"),
          Map.entry("opensuse-tumbleweed", "openSUSE Tumbleweed"),
          Map.entry("arch", "Archlinux"),
          Map.entry("manjaro", "Manjaro"),
          Map.entry("alpine", "Alpine"),
          Map.entry("gentoo", "Gentoo"));
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("debian", "Debian"),
          Map.entry("ubuntu", "Debian"),
          Map.entry("rhel", "RedHat"),
          Map.entry("centos", "RedHat"),
          Map.entry("fedora", "RedHat"),
          Map.entry("rocky", "RedHat"),
          Map.entry("almalinux", "RedHat"),
          Map.entry("ol", "RedHat"),
          Map.entry("amzn", "RedHat"),
          Map.entry("suse", "Suse"),
          Map.entry("sles", "Suse"),
          Map.entry("opensuse", "Suse"),
          Map.entry("arch", "Archlinux"),
          Map.entry("alpine", "Alpine"),
          Map.entry("gentoo", "Gentoo"));
  private static final Pattern CODENAME = Pattern.compile("\\(([^)]+)\\)");

  private DistributionFacts() {}

  static void into(Map<String, Value> out, Gathered gathered) {
    Map<String, String> os = gathered.pairs("os-release");
    String id = os.getOrDefault("ID", "linux");
    String version = version(id, os, gathered);
    String[] parts = version.split("\\.");
    out.put("distribution", Value.text(NAMES.getOrDefault(id, os.getOrDefault("NAME", "Linux"))));
    out.put("distribution_version", Value.text(version));
    out.put("distribution_major_version", Value.text(parts[0]));
    if (id.equals("debian") && parts.length > 1) {
      out.put("distribution_minor_version", Value.text(parts[1]));
    }
    out.put("distribution_release", Value.text(release(os)));
    out.put("distribution_file_parsed", Value.TRUE);
    out.put("distribution_file_path", Value.text("/etc/os-release"));
    out.put("distribution_file_variety", Value.text(family(id, os)));
    out.put("os_family", Value.text(family(id, os)));
  }

  private static String family(String id, Map<String, String> os) {
    String all = id + " " + os.getOrDefault("ID_LIKE", "");
    for (String word : all.split(" ")) {
      String family = FAMILIES.get(word);
      if (family != null) {
        return family;
      }
    }
    return NAMES.getOrDefault(id, os.getOrDefault("NAME", "Linux"));
  }

  private static String version(String id, Map<String, String> os, Gathered gathered) {
    String version = os.getOrDefault("VERSION_ID", "n/a");
    if (id.equals("debian")) {
      return gathered.find("debian_version").filter(v -> v.matches("[0-9.]+")).orElse(version);
    }
    if (id.equals("centos")) {
      Matcher m = Pattern.compile("(\\d+(?:\\.\\d+)?)").matcher(gathered.text("redhat-release"));
      return m.find() ? m.group(1) : version;
    }
    return id.equals("arch") ? "rolling" : version;
  }

  private static String release(Map<String, String> os) {
    Matcher m = CODENAME.matcher(os.getOrDefault("VERSION", ""));
    return Optional.ofNullable(os.get("VERSION_CODENAME"))
        .filter(c -> !c.isEmpty())
        .orElse(m.find() ? m.group(1) : "NA");
  }
}
