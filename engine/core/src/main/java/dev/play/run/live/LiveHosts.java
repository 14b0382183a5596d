package dev.play.run.live;

import dev.play.host.HostName;
import dev.play.inventory.HostPattern;
import dev.play.inventory.Inventory;
import dev.play.inventory.LiveInventory;
import dev.play.run.port.Hosts;
import dev.play.template.EvaluationException;
import dev.play.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The hosts of a run: the inventory, its additions, and the limit. */
public final class LiveHosts implements Hosts {
  private final LiveInventory inventory;
  private final Optional<HostPattern> limit;
  private final Mismatch mismatch;
  private final Consumer<String> warnings;
  private final Supplier<Inventory> sources;

  /**
   * @param warnings hears of patterns that match nothing
   * @param sources reads the inventory's sources again
   */
  public LiveHosts(
      LiveInventory inventory,
      Optional<HostPattern> limit,
      Mismatch mismatch,
      Consumer<String> warnings,
      Supplier<Inventory> sources) {
    this.sources = sources;
    this.inventory = inventory;
    this.limit = limit;
    this.mismatch = mismatch;
    this.warnings = warnings;
  }

  @Override
  public List<HostName> matching(List<String> patterns) {
    Inventory now = inventory.current();
    try {
      HostPattern.Selection selection = HostPattern.of(patterns).in(now);
      selection.unmatched().forEach(this::unmatched);
      List<HostName> hosts = List.copyOf(new LinkedHashSet<>(selection.hosts()));
      return limit.map(l -> HostPattern.limited(hosts, l.in(now).hosts())).orElse(hosts);
    } catch (HostPattern.Mistake mistake) {
      throw EvaluationException.of(mistake.message());
    }
  }

  private void unmatched(String part) {
    String text = "Could not match supplied host pattern, ignoring: " + part;
    switch (mismatch) {
      case ERROR -> throw EvaluationException.of(text, "host_pattern_mismatch is error");
      case WARNING -> warnings.accept(text);
      case IGNORE -> {}
    }
  }

  @Override
  public boolean has(HostName host) {
    return inventory.current().host(host).isPresent();
  }

  @Override
  public boolean add(HostName host, List<String> groups, Map<String, Value> variables) {
    return inventory.addHost(host, groups, variables, "add_host");
  }

  @Override
  public boolean group(HostName host, String group, List<String> parents) {
    return inventory.groupBy(host, group, parents);
  }

  @Override
  public void refresh() {
    inventory.refresh(sources.get());
  }
}
