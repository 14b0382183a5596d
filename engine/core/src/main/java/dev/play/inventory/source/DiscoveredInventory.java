package dev.play.inventory.source;

import dev.play.discovery.DiscoveredHost;
import dev.play.discovery.DiscoveryRequest;
import dev.play.discovery.HostSource;
import dev.play.discovery.SourceOption;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryBuilder;
import dev.play.inventory.InventoryGroup;
import dev.play.inventory.InventoryHost;
import dev.play.source.Diagnostic;
import dev.play.source.Diagnostics;
import dev.play.template.EvaluationException;
import dev.play.template.Scope;
import dev.play.value.Value;
import dev.play.yaml.Node;
import dev.play.yaml.YamlData;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Hosts from sources that jars of their own bring. Those are looked for only when a file names a
 * plugin that nobody else knows. Expressions in their options may name extra variables and call
 * lookups; {@code compose} and the like, and the cache, work the same for all.
 */
public final class DiscoveredInventory implements InventoryPlugin {
  private static final Set<String> OPTIONS =
      Set.of(
          "plugin",
          "cache",
          "cache_plugin",
          "cache_timeout",
          "cache_connection",
          "cache_prefix",
          "use_vars_plugins",
          "use_extra_vars");

  private final Constructing with;
  private final Environment environment;
  private final Supplier<List<HostSource>> sources;

  /**
   * What sources may know of the controller.
   *
   * @param variables the process's environment
   * @param directory the working directory: what is kept lies under its {@code .play}
   * @param refresh whether what was kept is passed over
   */
  public record Environment(
      Map<String, String> variables,
      Path home,
      Path directory,
      java.time.Clock clock,
      boolean refresh) {
    public Environment {
      variables = Map.copyOf(variables);
    }
  }

  /**
   * @param sources asked for only when needed
   */
  public DiscoveredInventory(
      Constructing with, Environment environment, Supplier<List<HostSource>> sources) {
    this.with = with;
    this.environment = environment;
    this.sources = sources;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    sources.get().forEach(source -> names.addAll(source.names()));
    return names;
  }

  @Override
  public void load(Path file, Node.Mapping config, InventoryBuilder into) {
    String name =
        config.get("plugin").orElse(config) instanceof Node.Scalar scalar ? scalar.text() : "";
    sources.get().stream()
        .filter(source -> source.names().contains(name))
        .findFirst()
        .ifPresent(source -> load(source, name, file, config, into));
  }

  private void load(
      HostSource source, String name, Path file, Node.Mapping config, InventoryBuilder into) {
    Diagnostics problems = new Diagnostics();
    warnOfUnknown(source, name, config, problems);
    DiscoveryRequest request =
        new DiscoveryRequest(
            name,
            options(config, problems),
            config.get("plugin").orElse(config).span(),
            environment.variables(),
            environment.home(),
            Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(environment.directory()),
            environment.clock(),
            new Diagnostics(),
            new Diagnostics());
    if (!problems.hasErrors()) {
      List<DiscoveredHost> hosts = hosts(source, request, problems);
      add(hosts, hosts.isEmpty() ? Map.of() : source.unkept(request), config, into);
    }
    problems.all().forEach(into.problems()::add);
  }

  private List<DiscoveredHost> hosts(
      HostSource source, DiscoveryRequest request, Diagnostics problems) {
    Optional<DiscoveryCache> cache = DiscoveryCache.of(request, with.settings(), environment);
    List<String> identity = cache.isEmpty() ? List.of() : source.identity(request);
    Optional<List<DiscoveredHost>> kept =
        environment.refresh() ? Optional.empty() : cache.flatMap(c -> c.read(identity));
    List<DiscoveredHost> hosts = kept.orElseGet(() -> source.discover(request));
    List<Diagnostic> found = request.problems().all();
    found.forEach(problems::add);
    request.remarks().all().forEach(problems::add);
    if (kept.isEmpty() && found.isEmpty()) {
      cache.ifPresent(c -> c.write(identity, hosts, problems));
    }
    return hosts;
  }

  private static void warnOfUnknown(
      HostSource source, String name, Node.Mapping config, Diagnostics problems) {
    for (Node.Entry entry : config.entries()) {
      if (!OPTIONS.contains(entry.name())
          && !Composition.OPTIONS.contains(entry.name())
          && !source.options().contains(entry.name())) {
        problems.warning(
            entry.key().span(),
            "the inventory plugin " + name + " has no option '" + entry.name() + "'");
      }
    }
  }

  private Map<String, SourceOption> options(Node.Mapping config, Diagnostics problems) {
    YamlData data = new YamlData(problems);
    Scope scope = new ConstructedScope(with.extraVars(), with.lookups());
    Map<String, SourceOption> options = new LinkedHashMap<>();
    for (Node.Entry entry : config.entries()) {
      if (Composition.OPTIONS.contains(entry.name())) {
        continue;
      }
      try {
        Value value = with.templates().deepResolve(data.value(entry.value()), scope);
        if (value instanceof Value.Undefined(String what, var place)) {
          problems.error(entry.value().span(), what + " is undefined");
        }
        options.put(entry.name(), new SourceOption(entry.name(), value, entry.value().span()));
      } catch (EvaluationException e) {
        problems.error(entry.value().span(), String.valueOf(e.getMessage()));
      }
    }
    return options;
  }

  private void add(
      List<DiscoveredHost> hosts,
      Map<String, Value> unkept,
      Node.Mapping config,
      InventoryBuilder into) {
    for (DiscoveredHost found : hosts) {
      HostName host = new HostName(found.name());
      into.host(host, Inventory.ALL);
      found.variables().forEach((key, value) -> into.hostVariable(host, key, value));
      unkept.forEach((key, value) -> into.hostVariable(host, key, value));
      found.groups().forEach(group -> into.host(host, group));
    }
    Composition composition = new Composition(config, with, into);
    Inventory before = into.snapshot();
    for (DiscoveredHost found : hosts) {
      HostName host = new HostName(found.name());
      composition.apply(host, variables(before, host, found, config));
    }
  }

  private Map<String, Value> variables(
      Inventory before, HostName host, DiscoveredHost found, Node.Mapping config) {
    Map<String, Value> all = new HashMap<>();
    before.group(Inventory.ALL).ifPresent(group -> add(group, all));
    before.groupsOf(host).forEach(group -> add(group, all));
    all.putAll(found.known());
    Optional<InventoryHost> entry = before.host(host);
    entry.ifPresent(h -> h.layers().forEach(layer -> all.putAll(layer.values())));
    if (ConstructedInventory.flag(config, "use_vars_plugins", false)) {
      all.putAll(with.besideVars().apply(before, host));
    }
    all.put("inventory_hostname", Value.text(host.name()));
    all.put("inventory_hostname_short", Value.text(host.name().split("\\.", 2)[0]));
    if (ConstructedInventory.flag(config, "use_extra_vars", false)) {
      all.putAll(with.extraVars());
    }
    return all;
  }

  private static void add(InventoryGroup group, Map<String, Value> all) {
    group.layers().forEach(layer -> all.putAll(layer.values()));
  }
}
