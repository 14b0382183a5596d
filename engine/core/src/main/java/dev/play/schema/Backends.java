package dev.play.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Modules that stand for whichever of several fits a host: {@code package} and {@code service}. As
 * in Ansible, {@code module_defaults} of the one that fits are theirs too.
 *
 * @param modules those that they stand for
 * @param fact tells which fits a host, without the prefix {@code ansible_}
 * @param variable chooses one where the argument {@code use} does not
 */
public record Backends(List<String> modules, String fact, String variable) {
  private static final Map<String, Backends> ALL =
      Map.of(
          "package",
          new Backends(
              List.of("apt", "dnf", "dnf5", "yum", "zypper", "apk", "pacman"),
              "pkg_mgr",
              "ansible_package_use"),
          "service",
          new Backends(
              List.of("systemd", "systemd_service", "sysvinit", "openrc"),
              "service_mgr",
              "ansible_service_use"));

  /** Those of a module, if it stands for others. */
  public static Optional<Backends> of(String module) {
    return Optional.ofNullable(ALL.get(module));
  }
}
