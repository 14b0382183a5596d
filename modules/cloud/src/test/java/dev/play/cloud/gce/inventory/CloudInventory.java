package dev.play.cloud.gce.inventory;

import dev.play.compile.text.StaticLookups;
import dev.play.discovery.HostSource;
import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.source.Constructing;
import dev.play.inventory.source.DiscoveredInventory;
import dev.play.inventory.source.InventoryLoader;
import dev.play.inventory.source.Sources;
import dev.play.inventory.source.SystemPrograms;
import dev.play.settings.Settings;
import dev.play.template.PythonText;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.StandardLibrary;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Loads inventory files as the command line does, with one source of hosts. */
public final class CloudInventory {
  private final Path directory;
  private final Map<String, String> environment;
  private final HostSource source;
  private Clock clock = Clock.systemUTC();
  private boolean refresh;

  public CloudInventory(Path directory, Map<String, String> environment, HostSource source) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.source = source;
  }

  public CloudInventory at(Clock then) {
    this.clock = then;
    return this;
  }

  public CloudInventory refreshing(boolean anew) {
    this.refresh = anew;
    return this;
  }

  /** Loads a file of that content. */
  public InventoryLoader.Loaded load(String text) {
    try {
      Files.writeString(directory.resolve("cloud.yml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return load(directory.resolve("cloud.yml"));
  }

  public InventoryLoader.Loaded load(Path file) {
    Settings settings = Settings.usual(directory);
    Constructing with =
        new Constructing(
            new TemplateCompiler(StandardLibrary.create()),
            new StaticLookups(
                environment, clock, new SecureRandom(), directory, directory, settings),
            Map.of(),
            (inventory, host) -> Map.of(),
            settings);
    DiscoveredInventory plugin =
        new DiscoveredInventory(
            with,
            new DiscoveredInventory.Environment(environment, directory, directory, clock, refresh),
            () -> List.of(source));
    return new InventoryLoader(
            new YamlFiles(VaultSecrets.none(), directory),
            new SystemPrograms(Map.of()),
            List.of(plugin),
            List.of(directory),
            Sources.from(settings))
        .load(List.of(file.toString()));
  }

  /** The groups with their hosts, without the empty ones. */
  static Map<String, List<String>> groups(Inventory inventory) {
    Map<String, List<String>> groups = new TreeMap<>();
    inventory
        .groups()
        .forEach(
            group -> {
              List<String> hosts =
                  inventory.hosts().stream()
                      .filter(h -> inventory.groupsOf(h).contains(group))
                      .map(HostName::name)
                      .toList();
              if (!hosts.isEmpty()) {
                groups.put(group.name(), hosts);
              }
            });
    return groups;
  }

  /** A host's variables as Python writes them. */
  static Map<String, String> variables(Inventory inventory, String host) {
    Map<String, String> all = new LinkedHashMap<>();
    inventory
        .host(new HostName(host))
        .orElseThrow()
        .layers()
        .forEach(l -> l.values().forEach((name, value) -> all.put(name, show(value))));
    return all;
  }

  private static String show(Value value) {
    return PythonText.repr(value);
  }
}
