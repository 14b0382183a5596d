package dev.play.host;

/** The package managers that the engine reads and drives. */
public enum PackageManager {
  APT,
  DNF,
  YUM,
  ZYPPER,
  APK,
  PACMAN,
  /** None of these tools is on the host. */
  NONE
}
