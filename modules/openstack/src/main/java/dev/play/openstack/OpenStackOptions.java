package dev.play.openstack;

import dev.play.discovery.DiscoveryRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a file, with the names that they have in openstack.cloud.openstack.
 *
 * @param showAll servers without an address, too
 * @param byId hosts are called by the servers' ids
 * @param useNames the name is the address
 * @param isPrivate the address inside is
 * @param onlyClouds of clouds.yaml; empty for all
 */
record OpenStackOptions(
    boolean showAll,
    boolean byId,
    boolean useNames,
    boolean expand,
    boolean isPrivate,
    List<String> onlyClouds,
    boolean failOnErrors,
    boolean allProjects,
    boolean legacyGroups,
    List<Path> files) {
  static final Set<String> NAMES =
      Set.of(
          "show_all",
          "inventory_hostname",
          "use_names",
          "expand_hostvars",
          "private",
          "only_clouds",
          "fail_on_errors",
          "all_projects",
          "clouds_yaml_path",
          "legacy_groups");

  static OpenStackOptions read(DiscoveryRequest request) {
    String called = request.text("inventory_hostname").orElse("name");
    if (!called.equals("name") && !called.equals("uuid")) {
      request
          .problems()
          .error(
              request.spanOf("inventory_hostname"),
              "inventory_hostname is name or uuid, not '" + called + "'");
    }
    return new OpenStackOptions(
        request.flag("show_all", false),
        called.equals("uuid"),
        request.flag("use_names", false),
        request.flag("expand_hostvars", false),
        request.flag("private", false),
        request.texts("only_clouds"),
        request.flag("fail_on_errors", false),
        request.flag("all_projects", false),
        request.flag("legacy_groups", true),
        request.texts("clouds_yaml_path").stream()
            .map(file -> request.directory().resolve(expanded(file, request)))
            .toList());
  }

  private static String expanded(String file, DiscoveryRequest request) {
    return file.startsWith("~/") ? request.home().resolve(file.substring(2)).toString() : file;
  }

  /** The clouds' descriptions. */
  CloudsFiles clouds(DiscoveryRequest request) {
    Map<String, String> environment = request.environment();
    return new CloudsFiles(files, environment, request.home(), request.directory());
  }

  /**
   * Whether this cloud is one of those wanted; {@code OS_CLOUD} says so where the file does not.
   */
  boolean wants(Cloud cloud, DiscoveryRequest request) {
    Optional<String> chosen =
        Optional.ofNullable(request.environment().get("OS_CLOUD")).filter(c -> !c.isBlank());
    return onlyClouds.isEmpty()
        ? chosen.isEmpty() || chosen.get().equals(cloud.name())
        : onlyClouds.contains(cloud.name());
  }
}
