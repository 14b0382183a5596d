package dev.play.variables;

import java.util.Set;
import java.util.regex.Pattern;

/** The variables that say how a host is reached: no host may set them by its own facts. */
final class ConnectionVariables {
  private static final Set<String> NAMES =
      Set.of(
          "ansible_connection",
          "ansible_host",
          "ansible_port",
          "ansible_user",
          "ansible_password",
          "ansible_pass",
          "ansible_timeout",
          "ansible_private_key_file",
          "ansible_shell_type",
          "ansible_shell_executable",
          "ansible_facts",
          "ansible_host_key_checking",
          "ansible_host_keys",
          "ansible_pipelining",
          "ansible_remote_tmp",
          "ansible_delegated_vars",
          "ansible_check_mode",
          "ansible_diff_mode");

  /** Host keys, and what passages read ({@code play_NAME_...}): those of others' jars, too. */
  private static final Pattern PASSAGES = Pattern.compile("play_[^_]+_.*");

  private ConnectionVariables() {}

  /** Whether facts must not set it: data from a host never decides how hosts are reached. */
  static boolean isReserved(String name) {
    return NAMES.contains(name)
        || name.equals("play_passage")
        || PASSAGES.matcher(name).matches()
        || name.startsWith("ansible_become")
        || (name.startsWith("ansible_ssh_") && !name.startsWith("ansible_ssh_host_key_"))
        || (name.startsWith("ansible_") && name.endsWith("_interpreter"));
  }
}
