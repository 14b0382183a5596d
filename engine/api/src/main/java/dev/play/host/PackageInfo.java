package dev.play.host;

import java.util.Optional;

/**
 * A package on a host.
 *
 * @param name as asked
 * @param installed whether it is fully installed
 * @param version the installed version, in the manager's own form
 * @param held whether it is on hold (dpkg) or locked
 * @param configFilesLeft removed, but its configuration is still there (dpkg's config-files)
 */
public record PackageInfo(
    String name,
    boolean installed,
    Optional<String> version,
    Optional<String> architecture,
    boolean held,
    boolean configFilesLeft) {
  public static PackageInfo absent(String name) {
    return new PackageInfo(name, false, Optional.empty(), Optional.empty(), false, false);
  }
}
