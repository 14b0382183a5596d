package dev.play.modules.containers.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What compose does to services because one that they depend on is made anew. Found in compose's
 * source: until 2.29.3 all that depends on it is made anew as well, and what depends on that; from
 * 2.29.4 the direct dependents are stopped and started again; from 2.35 only those with {@code
 * restart: true}.
 */
final class Dependents {
  /** What happens to a service, and because of which other. */
  record Fate(boolean isMadeAnew, String because) {}

  private Dependents() {}

  /**
   * Of the services that are brought up, those that something happens to beyond what they need
   * themselves.
   *
   * @param chosen the services that are brought up; compose leaves all others alone
   * @param renewed those of them that compose makes anew for a reason of their own
   */
  static Map<String, Fate> of(
      Config config, Set<String> chosen, Set<String> renewed, ComposeVersion compose) {
    boolean cascades = compose.isBefore(2, 29, 4);
    boolean all = compose.isBefore(2, 35, 0);
    Map<String, Fate> out = new LinkedHashMap<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Config.Service service : config.services().values()) {
        String name = service.name();
        if (!chosen.contains(name) || renewed.contains(name) || out.containsKey(name)) {
          continue;
        }
        for (Map.Entry<String, Boolean> on : service.dependsOn().entrySet()) {
          boolean isRenewed =
              renewed.contains(on.getKey()) || (cascades && out.containsKey(on.getKey()));
          if (isRenewed && (all || on.getValue())) {
            out.put(name, new Fate(cascades, on.getKey()));
            grows = true;
            break;
          }
        }
      }
    }
    return out;
  }
}
