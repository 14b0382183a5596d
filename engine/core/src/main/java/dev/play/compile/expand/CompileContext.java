package dev.play.compile.expand;

import dev.play.compile.role.RolesPath;
import dev.play.python.PythonModules;
import dev.play.schema.ModuleLibrary;
import dev.play.settings.Settings;
import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the compiler knows beside the playbooks.
 *
 * @param inventoryVariables names that the inventory, group_vars or host_vars define for any host
 * @param inventoryFacts facts that values in the inventory refer to (see {@code
 *     dev.play.compile.check.FactNames})
 * @param matchesHosts whether a pattern matches any host: plays for none are not held to define all
 *     their variables
 * @param extraVars those of the command line
 * @param environment of the controller
 * @param willRun whether hosts are to be changed or checked; where not, the inventory at hand may
 *     not be the one that is meant, and what only it could define is a warning
 */
public record CompileContext(
    Path workingDirectory,
    Path homeDirectory,
    RolesPath rolesPath,
    ModuleLibrary library,
    PythonModules python,
    TemplateCompiler templates,
    VaultSecrets vault,
    Set<String> inventoryVariables,
    Set<String> inventoryFacts,
    Predicate<String> matchesHosts,
    Map<String, Value> extraVars,
    Map<String, String> environment,
    Settings settings,
    boolean willRun) {
  public CompileContext {
    inventoryVariables = Set.copyOf(inventoryVariables);
    inventoryFacts = Set.copyOf(inventoryFacts);
    extraVars = Map.copyOf(extraVars);
    environment = Map.copyOf(environment);
  }
}
