package dev.play.inventory.source;

import dev.play.inventory.GroupNames;
import dev.play.settings.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the settings say of inventory sources.
 *
 * @param enabled plugins that may read a source
 * @param passedOver names in a directory that are no sources
 * @param eachMustBeRead whether a source that nobody can read is a mistake
 * @param oneMustBeRead whether it is a mistake when no source could be read
 * @param warns whether to warn when none could be
 */
public record Sources(
    List<String> enabled,
    Pattern passedOver,
    boolean eachMustBeRead,
    boolean oneMustBeRead,
    boolean warns,
    GroupNames groupNames) {
  private static final String DIRECTORIES = "\\..*|host_vars|group_vars|vars_plugins";

  /** As the settings say; an {@code .ini} file is a source for play where it stays usual. */
  public static Sources from(Settings settings) {
    String endings =
        settings.list("INVENTORY_IGNORE_EXTS").stream()
            .filter(ending -> settings.isSet("INVENTORY_IGNORE_EXTS") || !ending.equals(".ini"))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    String patterns =
        settings.list("INVENTORY_IGNORE_PATTERNS").stream()
            .map(pattern -> "|.*(?:" + pattern + ").*")
            .collect(Collectors.joining());
    return new Sources(
        settings.list("INVENTORY_ENABLED").stream()
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList(),
        Pattern.compile(
            DIRECTORIES + (endings.isEmpty() ? "" : "|.*(?:" + endings + ")") + patterns),
        settings.flag("INVENTORY_ANY_UNPARSED_IS_FAILED"),
        settings.flag("INVENTORY_UNPARSED_IS_FAILED"),
        settings.flag("INVENTORY_UNPARSED_WARNING"),
        GroupNames.valueOf(
            settings
                .text("TRANSFORM_INVALID_GROUP_CHARS")
                .orElse("never")
                .toUpperCase(Locale.ROOT)));
  }

  boolean isEnabled(String... plugins) {
    return List.of(plugins).stream().anyMatch(enabled::contains);
  }

  /** Whether a file may be read at all: also where only a plugin that files name is enabled. */
  boolean readsFiles() {
    return !Set.of("host_list", "advanced_host_list", "script", "toml").containsAll(enabled);
  }
}
