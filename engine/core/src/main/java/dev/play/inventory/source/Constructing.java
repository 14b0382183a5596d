package dev.play.inventory.source;

import dev.play.host.HostName;
import dev.play.inventory.Inventory;
import dev.play.settings.Settings;
import dev.play.template.LookupContext;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What inventories that are made of others work with.
 *
 * @param lookups what their expressions may know of the controller
 * @param extraVars those of the command line
 * @param besideVars what group_vars and host_vars beside the sources so far say of a host
 */
public record Constructing(
    TemplateCompiler templates,
    LookupContext lookups,
    Map<String, Value> extraVars,
    BiFunction<Inventory, HostName, Map<String, Value>> besideVars,
    Settings settings) {
  public Constructing {
    extraVars = Map.copyOf(extraVars);
  }
}
