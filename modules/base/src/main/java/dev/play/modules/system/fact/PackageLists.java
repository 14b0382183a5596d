package dev.play.modules.system.fact;

import dev.play.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How each package manager lists what is installed. */
public enum PackageLists {
  /** Alpine: {@code NAME-VERSION-rRELEASE}. */
  APK("apk", List.of("apk", "info", "-v")) {
    @Override
    public Optional<Installed> read(String line) {
      String[] parts = line.strip().split("-");
      if (parts.length < 3) {
        return Optional.empty();
      }
      String name = String.join("-", List.of(parts).subList(0, parts.length - 2));
      return found(name, "version", parts[parts.length - 2], "release", parts[parts.length - 1]);
    }
  },
  /** Debian's dpkg. */
  APT(
      "dpkg-query",
      List.of(
          "dpkg-query",
          "-W",
          "-f",
          "${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${Architecture}\\t${Section}\\n")) {
    @Override
    public Optional<Installed> read(String line) {
      String[] parts = line.split("\t", -1);
      if (parts.length < 5 || parts[0].length() < 2 || parts[0].charAt(1) != 'i') {
        return Optional.empty();
      }
      return found(
          parts[1], "version", parts[2], "arch", parts[3], "category", parts[4], "origin", "");
    }
  },
  /** Arch. */
  PACMAN("pacman", List.of("pacman", "-Q")) {
    @Override
    public Optional<Installed> read(String line) {
      String[] parts = line.strip().split(" ");
      return parts.length < 2 ? Optional.empty() : found(parts[0], "version", parts[1]);
    }
  },
  /** Red Hat's and SUSE's rpm. */
  RPM(
      "rpm",
      List.of("rpm", "-qa", "--qf", "%{NAME}\\t%{EPOCH}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\n")) {
    @Override
    public Optional<Installed> read(String line) {
      String[] parts = line.split("\t", -1);
      if (parts.length < 5) {
        return Optional.empty();
      }
      Value epoch = parts[1].matches("\\d+") ? Value.of(Long.parseLong(parts[1])) : Value.NONE;
      return found(
          parts[0], "epoch", epoch, "version", parts[2], "release", parts[3], "arch", parts[4]);
    }
  };

  /** All of them, under the names that their facts carry. */
  public static final List<String> ALL = List.of("apk", "apt", "pacman", "rpm");

  private final String tool;
  private final List<String> argv;

  PackageLists(String tool, List<String> argv) {
    this.tool = tool;
    this.argv = argv;
  }

  /**
   * A package that is installed.
   *
   * @param facts what is told of it
   */
  public record Installed(String name, Value.Dict facts) {}

  /** By its name or by the manager that uses its database. */
  public static Optional<PackageLists> of(String name) {
    return switch (name) {
      case "apk" -> Optional.of(APK);
      case "apt" -> Optional.of(APT);
      case "pacman" -> Optional.of(PACMAN);
      case "rpm", "dnf", "dnf5", "yum", "zypper" -> Optional.of(RPM);
      default -> Optional.empty();
    };
  }

  /** Managers that Ansible knows: those of systems that are not supported too. */
  public static List<String> names() {
    return List.of(
        "apk",
        "apt",
        "dnf",
        "dnf5",
        "openbsd_pkg",
        "pacman",
        "pkg",
        "pkg5",
        "pkg_info",
        "pkgng",
        "portage",
        "rpm",
        "yum",
        "zypper");
  }

  /** The name that its facts carry. */
  public String source() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The command that it needs. */
  public String tool() {
    return tool;
  }

  public List<String> argv() {
    return argv;
  }

  /** A line of the list; empty when it tells of no installed package. */
  public abstract Optional<Installed> read(String line);

  Optional<Installed> found(String name, Object... facts) {
    Value.Dict all = Value.dictOf(facts);
    return Optional.of(
        new Installed(
            name, all.with("name", new Value.Text(name)).with("source", new Value.Text(source()))));
  }
}
