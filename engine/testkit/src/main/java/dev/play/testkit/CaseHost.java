package dev.play.testkit;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.CommandOutput;
import dev.play.shell.ShellText;
import dev.play.task.remote.RemoteCalls;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A host that cases run on.
 *
 * @param connector opens a connection
 * @param as whom the tasks run as
 * @param base an existing directory under which each case gets its own
 * @param names what stands for something of the test's in arguments and scripts, for example {@code
 *     @web@} for a {@link CaseServer}
 * @param remotes asks APIs for what they keep
 */
public record CaseHost(
    Supplier<Connection> connector,
    Optional<Become> as,
    String base,
    Map<String, String> names,
    RemoteCalls remotes) {
  /** Of hosts whose tasks ask no API. */
  private static final RemoteCalls NONE =
      new RemoteCalls(List::of, Map.of(), Path.of("/"), Path.of("/"));

  public CaseHost {
    names = Map.copyOf(names);
  }

  public CaseHost(
      Supplier<Connection> connector, Optional<Become> as, String base, Map<String, String> names) {
    this(connector, as, base, names, NONE);
  }

  public CaseHost(Supplier<Connection> connector, Optional<Become> as, String base) {
    this(connector, as, base, Map.of());
  }

  /** The text with the names replaced. */
  String named(String text) {
    String out = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      out = out.replace(name.getKey(), name.getValue());
    }
    return out;
  }

  /** The same, with all of its scripts over one connection; tasks still open their own. */
  CaseHost over(HeldConnection connection) {
    return new CaseHost(() -> connection, as, base, names, remotes);
  }

  /** The same host, reached otherwise. */
  public CaseHost by(Supplier<Connection> other) {
    return new CaseHost(other, as, base, names, remotes);
  }

  /** Runs a script in a directory, past probes and effects. */
  public String shell(String directory, String script) {
    try (Connection connection = connector.get()) {
      CommandOutput output =
          connection.run(
              ShellRequest.of("cd " + ShellText.quote(directory) + " || exit\n" + script).as(as));
      if (!output.ok()) {
        throw new AssertionError(script + "\nended with " + output.status() + "\n" + output.err());
      }
      return output.out();
    }
  }

  /** What a host is beside its files: packages, units, accounts, packet filter, configuration. */
  String system() {
    return shell(
        "/",
        "dpkg-query -W -f '${Package} ${Status} ${Version}\\n'\n"
            + "systemctl list-units --all --no-legend --plain --no-pager --type=service,socket,timer"
            // Our own log-ins come and go.
            + " | awk '!/^(session-|user@|user-runtime-dir@)/ {print $1, $2, $3}' | sort\n"
            // Which units are enabled is in links; `systemctl list-unit-files` takes a second.
            + "find /usr/lib/systemd/system /run/systemd/system /run/systemd/generator*"
            + " -printf '%p %y %l\\n' | sort\n"
            + "cat /etc/passwd /etc/group /etc/shadow\n"
            // Without counters: packets are counted though nobody changes a rule.
            + "nft -s list ruleset 2>/dev/null || :\n"
            + "find /etc /usr/local /root /home /opt -type f -exec sha256sum {} + | sort\n"
            + "find /etc /usr/local /root /home /opt -printf '%p %y %m %u %g %l\\n' | sort\n");
  }

  /** The lines that only one of two snapshots has, in the order of the snapshots. */
  static List<String> differences(String before, String after) {
    List<String> then = before.lines().toList();
    List<String> now = after.lines().toList();
    Set<String> gone = new HashSet<>(then);
    now.forEach(gone::remove);
    Set<String> come = new HashSet<>(now);
    then.forEach(come::remove);
    return Stream.concat(
            then.stream().filter(gone::contains).map(l -> "- " + l),
            now.stream().filter(come::contains).map(l -> "+ " + l))
        .toList();
  }

  /**
   * All below a directory: kinds, modes, owners, sizes, times, link targets, digests. Independent
   * of the engine's probes.
   */
  String snapshot(String directory) {
    return shell(
        directory,
        "find . -printf '%p %y %m %u %g %s %T@ %C@ %l\\n' | sort\n"
            + "find . -type f -exec sha256sum {} + | sort\n");
  }
}
