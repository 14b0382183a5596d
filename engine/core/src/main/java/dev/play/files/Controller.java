package dev.play.files;

import dev.play.template.TemplateCompiler;
import dev.play.value.Value;
import dev.play.vault.VaultSecrets;
import dev.play.yaml.YamlFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The machine that play runs on, as far as variables, lookups and templates may see it.
 *
 * @param environment its environment variables
 * @param home the user's home directory
 * @param directory the working directory
 * @param config settings by their Ansible names
 */
public record Controller(
    Map<String, String> environment,
    Clock clock,
    RandomGenerator random,
    Path home,
    Path directory,
    VaultSecrets vault,
    YamlFiles yaml,
    TemplateCompiler templates,
    FileDigests digests,
    Map<String, Value> config) {
  public Controller {
    environment = Map.copyOf(environment);
    config = Map.copyOf(config);
  }
}
