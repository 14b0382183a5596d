package dev.play.cloud.gce.inventory;

import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleEndpoints;
import dev.play.cloud.gce.Patience;
import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.discovery.HostSource;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The instances of Google Compute Engine: {@code plugin: gce}, and {@code google.cloud.gcp_compute}
 * with the options it has in Ansible.
 */
public final class GceHosts implements HostSource {
  private final GoogleCalls calls;

  /** For {@link java.util.ServiceLoader}. */
  public GceHosts() {
    this(new GoogleCalls(Patience.USUAL, Thread::sleep, ThreadLocalRandom.current()));
  }

  GceHosts(GoogleCalls calls) {
    this.calls = calls;
  }

  @Override
  public Set<String> names() {
    return Set.of("gce", "gcp_compute", "google.cloud.gcp_compute");
  }

  @Override
  public Set<String> options() {
    return GceOptions.NAMES;
  }

  @Override
  public List<String> identity(DiscoveryRequest request) {
    GceOptions options = GceOptions.read(request);
    List<String> identity = new ArrayList<>();
    identity.add(GoogleEndpoints.COMPUTE.url(request.environment()));
    identity.addAll(options.projects());
    identity.addAll(options.auth().file().stream().toList());
    identity.addAll(options.auth().email().stream().toList());
    identity.addAll(options.auth().impersonate().stream().toList());
    identity.add(
        Optional.ofNullable(request.environment().get("GOOGLE_APPLICATION_CREDENTIALS"))
            .orElse(""));
    return identity;
  }

  @Override
  public List<DiscoveredHost> discover(DiscoveryRequest request) {
    int before = errors(request);
    GceOptions options = GceOptions.read(request);
    return errors(request) > before ? List.of() : new Discovery(request, options, calls).hosts();
  }

  @Override
  public Map<String, Value> unkept(DiscoveryRequest request) {
    Map<String, Value> variables = new HashMap<>();
    GceOptions.secretsForConnecting(request)
        .forEach((name, value) -> variables.put("play_gce_" + name, value));
    return variables;
  }

  private static int errors(DiscoveryRequest request) {
    return (int)
        request.problems().all().stream()
            .filter(p -> p.severity() == dev.play.source.Diagnostic.Severity.ERROR)
            .count();
  }
}
