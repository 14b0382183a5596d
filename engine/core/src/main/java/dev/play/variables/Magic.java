package dev.play.variables;

import dev.play.compile.RoleScope;
import dev.play.compile.Step;
import dev.play.host.HostName;
import dev.play.inventory.InventoryHost;
import dev.play.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that the engine sets, whatever others say (docs.ansible.com, magic variables). */
final class Magic {
  /** The release of Ansible whose behaviour is followed. */
  private static final Value VERSION =
      Value.dictOf(
          "full", "2.19.0", "major", 2, "minor", 19, "revision", 0, "string", "2.19.0 (play)");

  /** Play has no Python; where one is asked for, the system's own is meant. */
  private static final Value PYTHON = Value.text("/usr/bin/python3");

  /** Those that a dictionary of all variables does not list: they lead back to it. */
  private static final Set<String> CIRCULAR = Set.of("vars", "hostvars", "omit");

  private static final Set<String> NAMES =
      Set.of(
          "inventory_hostname",
          "inventory_hostname_short",
          "group_names",
          "groups",
          "hostvars",
          "vars",
          "omit",
          "inventory_dir",
          "inventory_file",
          "playbook_dir",
          "play_hosts",
          "ansible_play_hosts",
          "ansible_play_hosts_all",
          "ansible_play_batch",
          "ansible_play_name",
          "ansible_check_mode",
          "ansible_diff_mode",
          "ansible_forks",
          "ansible_verbosity",
          "ansible_run_tags",
          "ansible_skip_tags",
          "ansible_limit",
          "ansible_inventory_sources",
          "ansible_version",
          "ansible_playbook_python",
          "ansible_config_file",
          "ansible_facts",
          "role_name",
          "role_path",
          "role_names",
          "ansible_role_name",
          "ansible_role_names",
          "ansible_play_role_names",
          "ansible_dependent_role_names",
          "ansible_parent_role_names",
          "ansible_parent_role_paths",
          "ansible_collection_name",
          "ansible_search_path");

  private Magic() {}

  static Set<String> names() {
    return NAMES;
  }

  static boolean isCircular(String name) {
    return CIRCULAR.contains(name);
  }

  /** Its value in a scope; null where it is none, or has no value here. */
  static @Nullable Value of(String name, TaskScope scope) {
    return switch (name) {
      case "vars" -> new ScopeDict(scope, false);
      case "omit" -> Omit.OMIT;
      case "groups" -> scope.play().inventory().groupsValue();
      case "hostvars" -> scope.play().hostVars();
      case "ansible_version" -> VERSION;
      case "ansible_playbook_python" -> PYTHON;
      case "ansible_config_file" ->
          scope
              .play()
              .controller()
              .settings()
              .file()
              .map(file -> Value.text(file.toString()))
              .orElse(Value.NONE);
      case "ansible_facts" -> scope.learnt().facts();
      case "inventory_hostname",
          "inventory_hostname_short",
          "group_names",
          "inventory_dir",
          "inventory_file" ->
          scope.isController() ? null : ofHost(name, scope);
      case "role_name",
          "role_path",
          "ansible_role_name",
          "ansible_parent_role_names",
          "ansible_parent_role_paths",
          "ansible_collection_name",
          "ansible_search_path" ->
          scope.around() == null ? null : ofPlace(name, scope.around());
      case "play_hosts",
          "ansible_play_hosts",
          "ansible_play_hosts_all",
          "ansible_play_batch",
          "ansible_play_name",
          "playbook_dir",
          "role_names",
          "ansible_role_names",
          "ansible_play_role_names",
          "ansible_dependent_role_names" ->
          ofPlay(name, scope.play());
      case "ansible_check_mode",
          "ansible_diff_mode",
          "ansible_forks",
          "ansible_verbosity",
          "ansible_run_tags",
          "ansible_skip_tags",
          "ansible_limit",
          "ansible_inventory_sources" ->
          ofRun(name, scope.play().settings());
      default -> null;
    };
  }

  private static @Nullable Value ofHost(String name, TaskScope scope) {
    HostName host = scope.learnt().name();
    return switch (name) {
      case "inventory_hostname" -> Value.text(host.name());
      case "inventory_hostname_short" -> Value.text(host.name().split("\\.", 2)[0]);
      case "group_names" -> scope.play().inventory().groupNames(host);
      case "inventory_file" ->
          source(scope, host).map(file -> Value.text(file.toString())).orElse(Value.NONE);
      default ->
          source(scope, host)
              .map(file -> Value.text(String.valueOf(file.getParent())))
              .orElse(Value.NONE);
    };
  }

  private static Optional<Path> source(TaskScope scope, HostName host) {
    return scope.play().inventory().host(host).flatMap(InventoryHost::source);
  }

  private static @Nullable Value ofPlace(String name, Step.Surroundings around) {
    if (name.equals("ansible_search_path")) {
      return Value.texts(around.searchDirectories().stream().map(Path::toString).toList());
    }
    RoleScope role = around.role().orElse(null);
    if (role == null) {
      return null;
    }
    List<RoleScope> parents = role.parents().reversed();
    if (parents.isEmpty() && name.startsWith("ansible_parent_role_")) {
      return null;
    }
    return switch (name) {
      case "role_path" -> Value.text(role.directory().toString());
      case "ansible_parent_role_names" ->
          Value.texts(parents.stream().map(RoleScope::name).toList());
      case "ansible_parent_role_paths" ->
          Value.texts(parents.stream().map(r -> r.directory().toString()).toList());
      case "ansible_collection_name" -> role.collection().map(Value::text).orElse(null);
      case "ansible_role_name" ->
          Value.text(role.collection().map(c -> c + ".").orElse("") + shortName(role));
      default -> Value.text(shortName(role));
    };
  }

  private static String shortName(RoleScope role) {
    String name = role.name();
    String prefix = role.collection().map(collection -> collection + ".").orElse("");
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private static @Nullable Value ofPlay(String name, PlayVariables play) {
    return switch (name) {
      case "play_hosts", "ansible_play_batch" -> play.hostLists().batch();
      case "ansible_play_hosts" -> play.hostLists().left();
      case "ansible_play_hosts_all" -> play.hostLists().all();
      case "ansible_play_name" -> play.name();
      case "playbook_dir" -> Value.text(play.directory().toString());
      case "ansible_role_names" -> play.roles().names(true);
      case "ansible_dependent_role_names" -> play.roles().dependencyNames();
      default -> play.roles().names(false);
    };
  }

  private static @Nullable Value ofRun(String name, VariableSettings settings) {
    return switch (name) {
      case "ansible_check_mode" -> Value.of(settings.check());
      case "ansible_diff_mode" -> Value.of(settings.diff());
      case "ansible_forks" -> Value.of(settings.forks());
      case "ansible_verbosity" -> Value.of(settings.verbosity());
      case "ansible_run_tags" -> Value.texts(settings.runTags());
      case "ansible_skip_tags" -> Value.texts(settings.skipTags());
      case "ansible_inventory_sources" -> Value.texts(settings.sources());
      default -> settings.limit().map(Value::text).orElse(null);
    };
  }
}
