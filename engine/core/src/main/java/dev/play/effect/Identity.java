package dev.play.effect;

import dev.play.host.CommandOutput;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who makes new files on a host: their owner, group, and the bits that their modes lack. */
public record Identity(int umask, long uid, String user, long gid, String group) {
  /** What is asked to learn it. */
  public static final Probe.Query PROBE =
      Probe.Query.of(Set.of(Resource.topic("identity")), "/bin/sh", "-c", "umask; exec id");

  private static final Pattern ID =
      Pattern.compile(
          "([0-7]+)\\s+uid=(\\d+)(?:\\(([^)]*)\\))? gid=(\\d+)(?:\\(([^)]*)\\))?.*",
          Pattern.DOTALL);

  /** From the answer to {@link #PROBE}. */
  static Observed<Identity> of(Observed<CommandOutput> answer) {
    return answer.map(output -> parse(output.out()));
  }

  static Identity parse(String text) {
    Matcher m = ID.matcher(text);
    if (!m.matches()) {
      throw new dev.play.host.HostException("cannot tell who the login is: id said " + text);
    }
    String user = m.group(3) == null ? m.group(2) : m.group(3);
    String group = m.group(5) == null ? m.group(4) : m.group(5);
    return new Identity(
        Integer.parseInt(m.group(1), 8),
        Long.parseLong(m.group(2)),
        user,
        Long.parseLong(m.group(4)),
        group);
  }
}
