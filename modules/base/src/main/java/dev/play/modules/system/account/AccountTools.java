package dev.play.modules.system.account;

import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of accounts, and which tools a host has for them. */
public final class AccountTools {
  private static final List<Resource> FILES =
      List.of(
          Resource.path(HostPath.of("/etc/passwd")),
          Resource.path(HostPath.of("/etc/shadow")),
          Resource.path(HostPath.of("/etc/group")),
          Resource.path(HostPath.of("/etc/gshadow")));

  // Looser than NAME_REGEX of adduser.conf(5): what would be read as an option or break the files'
  // format is refused, the rest is the host's to judge.
  private static final Pattern NAME = Pattern.compile("[^-:,\\s/\\x00-\\x1f][^:,/\\n\\x00-\\x1f]*");

  private AccountTools() {}

  /** What changing one user changes: also the group of its name, and those it is put into. */
  public static Set<Resource> touchedByUser(String user, List<String> groups) {
    Set<Resource> touched = new HashSet<>(FILES);
    touched.add(Resource.ofUser(user));
    touched.add(Resource.ofGroup(user));
    groups.forEach(g -> touched.add(Resource.ofGroup(g)));
    return touched;
  }

  /** What changing one group changes. */
  public static Set<Resource> touchedByGroup(String group) {
    Set<Resource> touched = new HashSet<>(FILES);
    touched.add(Resource.ofGroup(group));
    return touched;
  }

  /**
   * @throws IllegalArgumentException when this cannot be a name
   */
  public static void checkName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a " + what + ": '" + name + "'");
    }
  }

  /** Whether the host has only busybox's tool (Alpine). */
  public static boolean isBusybox(HostView host, String usual, String busybox) {
    Probe.Tool first = new Probe.Tool(usual);
    Probe.Tool second = new Probe.Tool(busybox);
    host.need(List.of(first, second));
    return host.known(first).isEmpty() && host.known(second).isPresent();
  }
}
