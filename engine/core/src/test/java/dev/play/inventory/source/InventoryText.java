package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.inventory.InventoryHost;
import dev.play.settings.Settings;
import dev.play.source.Diagnostic;
import dev.play.template.PythonText;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inventories written down in tests. */
public final class InventoryText {
  private InventoryText() {}

  public static InventoryLoader loader(Path root, InventoryPlugin... plugins) {
    return loader(root, VaultSecrets.none(), plugins);
  }

  static InventoryLoader loader(Path root, VaultSecrets vault, InventoryPlugin... plugins) {
    return new InventoryLoader(
        new YamlFiles(vault, root),
        new SystemPrograms(System.getenv()),
        List.of(plugins),
        List.of(root),
        Sources.from(Settings.usual(root)));
  }

  /** Loads a file of that name and content from a fresh directory. */
  public static InventoryLoader.Loaded load(Path root, String name, String text) {
    write(root.resolve(name), text);
    return loader(root).load(List.of(name));
  }

  public static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> names(List<HostName> hosts) {
    return hosts.stream().map(HostName::name).toList();
  }

  /** The variables that the inventory itself gives a host, as Python writes them. */
  public static Map<String, String> variables(Inventory inventory, String host) {
    Map<String, String> found = new LinkedHashMap<>();
    InventoryHost entry = inventory.host(new HostName(host)).orElseThrow();
    entry.layers().forEach(l -> l.values().forEach((name, v) -> found.put(name, show(v))));
    return found;
  }

  public static String show(Value value) {
    return value instanceof Value.Template t ? "template " + t.source() : PythonText.repr(value);
  }

  public static List<String> messages(List<Diagnostic> problems) {
    List<String> out = new ArrayList<>();
    problems.forEach(p -> out.add(p.span() + ": " + p.message()));
    return out;
  }
}
