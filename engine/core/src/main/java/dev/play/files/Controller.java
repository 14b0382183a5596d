package dev.play.files;

import dev.play.settings.Settings;
import dev.play.template.TemplateCompiler;
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
    Settings settings) {
  public Controller {
    environment = Map.copyOf(environment);
  }
}
