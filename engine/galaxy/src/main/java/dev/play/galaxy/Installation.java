package dev.play.galaxy;

import dev.play.galaxy.fetch.Fetcher;
import dev.play.galaxy.requirement.ContentKind;
import dev.play.galaxy.requirement.Requirement;
import dev.play.yaml.YamlFiles;
import java.util.List;

/** Installs roles and collections. */
public final class Installation {
  private final Fetcher fetcher;
  private final YamlFiles yaml;

  public Installation(Fetcher fetcher, YamlFiles yaml) {
    this.fetcher = fetcher;
    this.yaml = yaml;
  }

  /** Installs what is asked for; what fails does not keep the rest from being installed. */
  public Outcome install(List<Requirement> wanted, Order order) {
    Outcome outcome = new Outcome(order);
    new RoleInstallation(order, fetcher, yaml, outcome).install(of(ContentKind.ROLE, wanted));
    new CollectionInstallation(order, fetcher, yaml, outcome)
        .install(of(ContentKind.COLLECTION, wanted));
    return outcome;
  }

  private static List<Requirement> of(ContentKind kind, List<Requirement> all) {
    return all.stream().filter(wanted -> wanted.kind() == kind).toList();
  }
}
