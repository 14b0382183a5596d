package dev.play.openstack;

import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.discovery.HostSource;
import dev.play.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The servers of the clouds in clouds.yaml: {@code plugin: openstack}, and {@code
 * openstack.cloud.openstack} with the options it has in Ansible.
 */
public final class OpenStackHosts implements HostSource {
  private final Rest.Patience patience;

  /** For {@link java.util.ServiceLoader}. */
  public OpenStackHosts() {
    this(Rest.Patience.USUAL);
  }

  OpenStackHosts(Rest.Patience patience) {
    this.patience = patience;
  }

  @Override
  public Set<String> names() {
    return Set.of("openstack", "openstack.cloud.openstack");
  }

  @Override
  public Set<String> options() {
    return OpenStackOptions.NAMES;
  }

  /** Which file, which clouds in it, and who we are there; passwords are not part of it. */
  @Override
  public List<String> identity(DiscoveryRequest request) {
    OpenStackOptions options = OpenStackOptions.read(request);
    List<String> identity = new ArrayList<>();
    try {
      for (Cloud cloud : options.clouds(request).clouds()) {
        if (options.wants(cloud, request)) {
          TreeMap<String, String> known = new TreeMap<>();
          for (String key :
              List.of(
                  "auth_url",
                  "username",
                  "user_id",
                  "project_name",
                  "project_id",
                  "application_credential_id")) {
            cloud.auth(key).ifPresent(value -> known.put(key, value));
          }
          identity.add(cloud.source() + " " + cloud.name() + " " + cloud.regions() + " " + known);
        }
      }
    } catch (OpenStackException e) {
      // Discovery says so, with its place; nothing is kept of it.
      identity.add(String.valueOf(e.getMessage()));
    }
    return identity;
  }

  @Override
  public List<DiscoveredHost> discover(DiscoveryRequest request) {
    OpenStackOptions options = OpenStackOptions.read(request);
    boolean wrong =
        request.problems().all().stream()
            .anyMatch(problem -> problem.severity() == Diagnostic.Severity.ERROR);
    if (wrong) {
      return List.of();
    }
    try (Rest rest = new Rest(TrustedClient.usual(), patience)) {
      return new Discovery(request, options, rest, patience).hosts();
    }
  }
}
