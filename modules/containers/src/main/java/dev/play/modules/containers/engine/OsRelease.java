package dev.play.modules.containers.engine;

import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What /etc/os-release says (os-release(5)). */
public record OsRelease(Map<String, String> fields) {
  /** No installation of packages changes which distribution it is. */
  public static final Probe.Query PROBE =
      Probe.Query.of(Set.of(Resource.topic("os-release")), "cat", "/etc/os-release");

  /** Releases that Docker's packages differ for, by their names. */
  private static final Map<String, Integer> DEBIANS =
      Map.of("jessie", 8, "stretch", 9, "buster", 10, "bullseye", 11, "bookworm", 12);

  private static final Pattern NAMED = Pattern.compile("\\(([a-z]+)\\)");

  /** What stands for a release that has no number: testing, unstable, those that roll. */
  public static final int NEWEST = Integer.MAX_VALUE;

  /** Of a host; empty fields where it has no such file. */
  public static OsRelease of(HostView host) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : host.known(PROBE).out().split("\n")) {
      int at = line.indexOf('=');
      if (at > 0) {
        fields.put(
            line.substring(0, at), line.substring(at + 1).strip().replaceAll("^[\"']|[\"']$", ""));
      }
    }
    return new OsRelease(Map.copyOf(fields));
  }

  public String id() {
    return fields.getOrDefault("ID", "linux");
  }

  /** Container-Optimized OS, which brings Docker and takes no packages. */
  public boolean isContainerOptimized() {
    return id().equals("cos");
  }

  /** Ubuntu or made from it. */
  public boolean isUbuntu() {
    return isLike("ubuntu");
  }

  /** Debian or made from it, Ubuntu too. */
  public boolean isDebian() {
    return isLike("debian") || isUbuntu();
  }

  /** Installs rpm packages from repositories as Fedora's and Red Hat's are. */
  public boolean isRedHat() {
    return isLike("fedora") || isLike("rhel");
  }

  /**
   * The name of the Debian or Ubuntu release, or of the one that this is made from; empty where it
   * is not told. Debian 8 has it in brackets behind the number.
   */
  public String codename() {
    for (String field : List.of("UBUNTU_CODENAME", "DEBIAN_CODENAME", "VERSION_CODENAME")) {
      if (fields.containsKey(field)) {
        return fields.get(field);
      }
    }
    Matcher named = NAMED.matcher(fields.getOrDefault("VERSION", ""));
    return named.find() ? named.group(1) : "";
  }

  /**
   * Which Debian or Ubuntu this is, or is made from: its major version; {@link #NEWEST} where
   * nothing tells.
   */
  public int release() {
    if (id().equals("debian") || id().equals("ubuntu")) {
      return major();
    }
    return DEBIANS.getOrDefault(codename(), NEWEST);
  }

  private int major() {
    String version = fields.getOrDefault("VERSION_ID", "").split("\\.")[0];
    return version.matches("\\d{1,6}") ? Integer.parseInt(version) : NEWEST;
  }

  private boolean isLike(String family) {
    return id().equals(family)
        || List.of(fields.getOrDefault("ID_LIKE", "").split(" ")).contains(family);
  }
}
