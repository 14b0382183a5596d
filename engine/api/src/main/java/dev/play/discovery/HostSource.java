package dev.play.discovery;

import dev.play.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where hosts come from that a YAML file configures by its {@code plugin:} key. {@link
 * java.util.ServiceLoader} finds it (a line in {@code
 * META-INF/services/dev.play.discovery.HostSource}) once such a file names a plugin that play does
 * not know itself; no other run loads it. {@code compose}, {@code groups}, {@code keyed_groups},
 * {@code strict} and the cache work for every source without its doing.
 */
public interface HostSource {
  /** The names it answers to: {@code gce}, {@code google.cloud.gcp_compute}. */
  Set<String> names();

  /** The options it has; others are warned of. */
  Set<String> options();

  /**
   * What else tells this request's answer from others', besides the file's options: what the
   * environment says, for example. Kept answers are taken only where it is the same.
   */
  List<String> identity(DiscoveryRequest request);

  /**
   * Asks for the hosts. Mistakes in the options go to the request's problems, and so do failures of
   * the world: errors where there is no going on, warnings where a part is missing. Only an answer
   * without any is kept.
   */
  List<DiscoveredHost> discover(DiscoveryRequest request);

  /**
   * Variables of every host besides, made of the options each time and never kept: {@link
   * dev.play.value.Value.Secret}s of the file that those need who connect.
   */
  default Map<String, Value> unkept(DiscoveryRequest request) {
    return Map.of();
  }
}
