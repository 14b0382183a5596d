package dev.play.openstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Finds and reads clouds.yaml, with secure.yaml and clouds-public.yaml beside it, as OpenStack's
 * own tools do (docs.openstack.org/openstacksdk, configuration): the first file that is there
 * counts. Without any, the {@code OS_...} variables are a cloud called {@code envvars}.
 */
final class CloudsFiles {
  private static final List<String> NAMES = List.of("clouds.yaml", "clouds.yml");
  private static final List<String> OF_AUTH =
      List.of(
          "auth_url",
          "username",
          "user_id",
          "password",
          "token",
          "project_name",
          "project_id",
          "user_domain_name",
          "user_domain_id",
          "project_domain_name",
          "project_domain_id",
          "domain_name",
          "domain_id",
          "application_credential_id",
          "application_credential_name",
          "application_credential_secret");

  private final Map<String, String> environment;
  private final List<Path> places;

  /**
   * @param given files that the inventory names; looked at first
   */
  CloudsFiles(List<Path> given, Map<String, String> environment, Path home, Path directory) {
    this.environment = environment;
    this.places = new ArrayList<>(given);
    Optional.ofNullable(environment.get("OS_CLIENT_CONFIG_FILE"))
        .filter(file -> !file.isBlank())
        .map(directory::resolve)
        .ifPresent(places::add);
    for (Path where :
        List.of(
            directory,
            Path.of("").toAbsolutePath(),
            home.resolve(".config/openstack"),
            Path.of("/etc/openstack"))) {
      NAMES.forEach(name -> places.add(where.resolve(name)));
    }
  }

  /** The file that counts. */
  Optional<Path> file() {
    return places.stream().filter(Files::isRegularFile).findFirst();
  }

  /**
   * The clouds in their order.
   *
   * @throws OpenStackException where there is none, or the file is wrong
   */
  List<Cloud> clouds() throws OpenStackException {
    Optional<Path> file = file();
    if (file.isEmpty()) {
      return List.of(
          fromVariables()
              .orElseThrow(
                  () ->
                      new OpenStackException(
                          "there is no clouds.yaml, and OS_AUTH_URL is not set; looked for: "
                              + String.join(
                                  ", ", places.stream().distinct().map(Path::toString).toList()))));
    }
    Map<String, Map<String, Object>> profiles =
        beside(file.get(), "clouds-public", "public-clouds");
    Map<String, Map<String, Object>> secrets = beside(file.get(), "secure", "clouds");
    List<Cloud> clouds = new ArrayList<>();
    for (Map.Entry<String, Map<String, Object>> one : read(file.get(), "clouds").entrySet()) {
      Cloud cloud = new Cloud(one.getKey(), file.get().toString(), one.getValue());
      clouds.add(
          new Cloud(cloud.name(), cloud.source(), secrets.getOrDefault(cloud.name(), Map.of()))
              .over(withProfile(cloud, profiles).settings()));
    }
    if (clouds.isEmpty()) {
      throw new OpenStackException(file.get() + " has no clouds");
    }
    return List.copyOf(clouds);
  }

  private static Cloud withProfile(Cloud cloud, Map<String, Map<String, Object>> profiles)
      throws OpenStackException {
    Optional<String> profile = cloud.setting("profile").or(() -> cloud.setting("cloud"));
    if (profile.isEmpty()) {
      return cloud;
    }
    Map<String, Object> known = profiles.get(profile.get());
    if (known == null && cloud.auth("auth_url").isEmpty()) {
      throw new OpenStackException(
          ("cloud %s of %s has the profile %s, which is not in a clouds-public.yaml beside it; play"
                  + " knows no vendors' profiles: write auth_url")
              .formatted(cloud.name(), cloud.source(), profile.get()));
    }
    return cloud.over(known == null ? Map.of() : known);
  }

  private static Map<String, Map<String, Object>> beside(Path file, String name, String top)
      throws OpenStackException {
    for (String end : List.of(".yaml", ".yml")) {
      Path other = file.resolveSibling(name + end);
      if (Files.isRegularFile(other)) {
        return read(other, top);
      }
    }
    return Map.of();
  }

  private static Map<String, Map<String, Object>> read(Path file, String top)
      throws OpenStackException {
    try {
      Object all = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      Object clouds = all instanceof Map<?, ?> map ? map.get(top) : null;
      if (!(clouds instanceof Map<?, ?> named)) {
        throw new OpenStackException(file + " has no dictionary '" + top + "'");
      }
      Map<String, Map<String, Object>> found = new LinkedHashMap<>();
      named.forEach((name, settings) -> found.put(String.valueOf(name), settings(settings)));
      return found;
    } catch (IOException e) {
      throw new OpenStackException(file + " cannot be read: " + e, e);
    } catch (YAMLException e) {
      // Its own message quotes the lines, and there may be passwords in them.
      throw new OpenStackException(file + " is not YAML");
    }
  }

  private static Map<String, Object> settings(Object value) {
    Map<String, Object> settings = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> settings.put(String.valueOf(key), entry));
    }
    return settings;
  }

  private Optional<Cloud> fromVariables() {
    if (environment.getOrDefault("OS_AUTH_URL", "").isBlank()) {
      return Optional.empty();
    }
    Map<String, Object> auth = new TreeMap<>();
    Map<String, Object> settings = new TreeMap<>(Map.of("auth", auth));
    environment.forEach(
        (variable, value) -> {
          String key = variable.toLowerCase(Locale.ROOT).replaceFirst("^os_", "");
          if (variable.startsWith("OS_") && !value.isBlank()) {
            (OF_AUTH.contains(key) ? auth : settings).put(key, value);
          }
        });
    return Optional.of(new Cloud("envvars", "the environment", settings));
  }
}
