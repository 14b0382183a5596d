package dev.play.modules.containers.compose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Containers as they are against what the files say.
 *
 * @param hashes of the services' configurations as they are to be; empty when no container is made
 *     anew
 */
record Comparison(Running running, Fingerprints prints, Optional<Map<String, String>> hashes) {
  /** Services with containers that compose makes anew for a reason of their own. */
  Set<String> renewed(List<Config.Service> services, List<String> built) {
    Set<String> out = new LinkedHashSet<>();
    for (Config.Service service : services) {
      boolean isBuilt = built.contains(service.name());
      if (own(service).stream().anyMatch(c -> change(service, c, isBuilt).isPresent())) {
        out.add(service.name());
      }
    }
    return out;
  }

  /** Services that have no container yet. */
  Set<String> made(List<Config.Service> services) {
    Set<String> out = new LinkedHashSet<>();
    services.stream().filter(s -> own(s).isEmpty()).forEach(s -> out.add(s.name()));
    return out;
  }

  /**
   * Adds what is to be done about a service's containers.
   *
   * @param fate what compose does to them because of what they depend on
   */
  void tell(
      Config.Service service,
      int replicas,
      boolean isBuilt,
      Optional<Dependents.Fate> fate,
      List<String> reasons) {
    List<Running.Container> own = own(service);
    int made = Math.max(0, replicas - own.size());
    if (made > 0) {
      reasons.add("create " + service.name() + (made > 1 ? " x" + made : ""));
    }
    if (own.size() > replicas) {
      reasons.add("remove " + (own.size() - replicas) + " of " + service.name());
    }
    for (Running.Container container : own) {
      Optional<String> change = change(service, container, isBuilt);
      if (change.isPresent()) {
        reasons.add("recreate " + container.name() + " (" + change.get() + ")");
      } else if (hashes.isPresent() && isDetached(service, container)) {
        reasons.add("recreate " + container.name() + " (it is no longer on its networks)");
      } else if (fate.isPresent() && (fate.get().isMadeAnew() || container.isUp())) {
        String what = fate.get().isMadeAnew() ? "recreate " : "restart ";
        String why = " (" + fate.get().because() + ", which it depends on, is made anew)";
        reasons.add(what + container.name() + why);
      } else if (!container.isUp()) {
        reasons.add("start " + container.name() + " (it is " + container.state() + ")");
      }
    }
  }

  /** Why compose makes a container anew, if it does. */
  private Optional<String> change(
      Config.Service service, Running.Container container, boolean isBuilt) {
    if (hashes.isEmpty()) {
      return Optional.empty();
    }
    boolean isSame =
        service.shares().isEmpty()
            ? container.configHash().equals(hashes.get().getOrDefault(service.name(), ""))
            : container.definition().equals(prints.definition(service));
    if (!isSame) {
      return Optional.of(
          container.madeBy().equals(running.compose())
              ? "its configuration has changed"
              : "its configuration has changed, or compose "
                  + running.compose()
                  + " counts it otherwise than "
                  + container.madeBy()
                  + ", which made it");
    }
    Running.Image image = running.images().get(service.image());
    return isBuilt || (image != null && !image.id().equals(container.imageId()))
        ? Optional.of("its image has changed")
        : Optional.empty();
  }

  private List<Running.Container> own(Config.Service service) {
    return running.containers().stream().filter(c -> c.service().equals(service.name())).toList();
  }

  static boolean isDetached(Config.Service service, Running.Container container) {
    return !container.networks().containsAll(service.networks());
  }
}
