package dev.play.host;

import java.util.Map;

/**
 * A systemd unit as {@code systemctl show} tells it (systemd.unit(5), systemctl(1)).
 *
 * @param unit as asked
 * @param loadState loaded, not-found, masked, bad-setting, error
 * @param activeState active, reloading, inactive, failed, activating, deactivating
 * @param unitFileState enabled, enabled-runtime, disabled, static, masked, alias, indirect,
 *     generated, transient, or empty
 * @param needsDaemonReload whether the unit file changed since systemd read it
 * @param properties all that was shown, for results
 */
public record UnitInfo(
    String unit,
    String loadState,
    String activeState,
    String subState,
    String unitFileState,
    boolean needsDaemonReload,
    Map<String, String> properties) {
  public boolean exists() {
    return !loadState.equals("not-found") && !loadState.isEmpty();
  }

  public boolean isActive() {
    return activeState.equals("active") || activeState.equals("reloading");
  }
}
