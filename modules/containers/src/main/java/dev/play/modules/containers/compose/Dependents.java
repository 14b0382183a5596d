package dev.play.modules.containers.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What compose does to services because one that they depend on is made anew. Found in compose's
 * source: until 2.29.3 all that depends on it is made anew as well, and what depends on that; from
 * 2.29.4 the direct dependents are stopped and started again; from 2.35 only those with {@code
 * restart: true}. What uses another's namespaces or volumes is made anew with it in all versions.
 *
 * @param renewed services that compose makes anew for a reason of their own
 * @param made services that get containers otherwise: compose then looks after those only that
 *     share with them
 */
record Dependents(Set<String> renewed, Set<String> made, ComposeVersion compose) {
  /** What happens to a service, and because of which other. */
  record Fate(boolean isMadeAnew, String because) {}

  /**
   * Those of the services that something happens to beyond what they need themselves.
   *
   * @param services all that are brought up; compose leaves others alone
   */
  Map<String, Fate> of(List<Config.Service> services) {
    Map<String, Fate> out = new LinkedHashMap<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Config.Service service : services) {
        Fate before = out.get(service.name());
        if (renewed.contains(service.name()) || (before != null && before.isMadeAnew())) {
          continue;
        }
        Optional<Fate> fate = fate(service, out);
        if (fate.isPresent() && !fate.get().equals(before)) {
          out.put(service.name(), fate.get());
          grows = true;
        }
      }
    }
    return out;
  }

  private Optional<Fate> fate(Config.Service service, Map<String, Fate> known) {
    for (String parent : service.shares()) {
      if (made.contains(parent) || isMadeAnew(parent, known)) {
        return Optional.of(new Fate(true, parent));
      }
    }
    boolean all = compose.isBefore(2, 35, 0);
    for (Map.Entry<String, Boolean> on : service.dependsOn().entrySet()) {
      if (isMadeAnew(on.getKey(), known) && (all || on.getValue())) {
        return Optional.of(new Fate(compose.isBefore(2, 29, 4), on.getKey()));
      }
    }
    return Optional.empty();
  }

  private boolean isMadeAnew(String service, Map<String, Fate> known) {
    Fate fate = known.get(service);
    return renewed.contains(service) || (fate != null && fate.isMadeAnew());
  }
}
