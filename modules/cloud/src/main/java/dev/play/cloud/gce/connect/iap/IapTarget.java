package dev.play.cloud.gce.connect.iap;

/**
 * A port of an instance.
 *
 * @param networkInterface for example {@code nic0}
 */
public record IapTarget(
    String project, String zone, String instance, String networkInterface, int port) {
  @Override
  public String toString() {
    return "port %d of %s (zone %s, project %s)".formatted(port, instance, zone, project);
  }
}
